package org.vedette.tensor;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.vedette.base.ShutdownException;

/**
 * Threads at work in libtorch, and the gate that closes before them when the JVM ends.
 *
 * <p>A JVM that ends by a signal destroys libtorch's globals while its threads go on, and a thread
 * that is within a convolution then crashes the process. So the end of the JVM waits until every
 * thread has left its outermost {@link TensorScope}, and nobody enters one any more.
 */
final class NativeWork {
  /** How long a step may take until the JVM ends nevertheless. */
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(30);

  /** A thread that waits in Java for so long, perhaps for this end, is not within libtorch. */
  private static final long IDLE = TimeUnit.SECONDS.toNanos(1);

  private static final long POLL_MILLIS = 5;

  private static final NativeWork OF_THIS_JVM = new NativeWork();

  private final Map<Thread, Integer> depths = new ConcurrentHashMap<>();
  private volatile boolean closed;

  NativeWork() {}

  static NativeWork ofThisJvm() {
    return OF_THIS_JVM;
  }

  /**
   * Lets the end of the JVM wait for this work.
   *
   * @throws ShutdownException when it ends already
   */
  void guardExit() {
    try {
      Runtime.getRuntime().addShutdownHook(new Thread(this::close, "vedette-native-work"));
    } catch (IllegalStateException e) {
      throw ending();
    }
  }

  /**
   * This thread begins work, perhaps within other work of its own.
   *
   * @throws ShutdownException when the JVM is ending, unless work of this thread is under way
   */
  void enter() {
    Thread thread = Thread.currentThread();
    // First counted, then looked: close() does both the other way round, so one sees the other.
    int depth = depths.merge(thread, 1, Integer::sum);
    if (closed && depth == 1) {
      depths.remove(thread);
      throw ending();
    }
  }

  /** Work that this thread began is done. */
  void leave() {
    depths.computeIfPresent(
        Thread.currentThread(), (thread, depth) -> depth == 1 ? null : depth - 1);
  }

  private static ShutdownException ending() {
    return new ShutdownException("the JVM is ending: no new work on tensors begins");
  }

  /** Closes the gate, and waits until all who are at work have left. */
  void close() {
    closed = true;
    long deadline = System.nanoTime() + PATIENCE;
    for (Thread thread : depths.keySet()) {
      awaitLeaving(thread, deadline);
    }
  }

  private void awaitLeaving(Thread thread, long deadline) {
    long lastRunning = System.nanoTime();
    while (depths.containsKey(thread) && thread.isAlive()) {
      long now = System.nanoTime();
      if (thread.getState() == Thread.State.RUNNABLE) {
        lastRunning = now;
      }
      if (now - deadline > 0 || now - lastRunning > IDLE) {
        return;
      }
      try {
        Thread.sleep(POLL_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }
}
