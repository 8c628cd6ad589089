package org.vedette.engine;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.vedette.base.ShutdownException;

/**
 * Lets the end of the JVM wait until a run has noticed it and closed its files. The run notices by
 * a {@link ShutdownException} where it would have begun its next work on tensors.
 */
final class ExitGuard implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 30;

  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread hook = new Thread(this::await, "vedette-run-end");

  ExitGuard() {
    try {
      Runtime.getRuntime().addShutdownHook(hook);
    } catch (IllegalStateException e) {
      throw new ShutdownException("the JVM is ending: no run begins");
    }
  }

  private void await() {
    try {
      // In time or not: the JVM ends.
      closed.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closed.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException ending) {
      // The hook runs already, and has just been let go.
    }
  }
}
