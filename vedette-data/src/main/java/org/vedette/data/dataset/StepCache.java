package org.vedette.data.dataset;

import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.vedette.data.CachedTransform;
import org.vedette.data.Recent;
import org.vedette.data.Sample;
import org.vedette.data.Visit;

/**
 * The samples that reached a step during an epoch, as long as others may meet them. Which ones
 * those are does not hang on this: what is missing is made again. See {@link CachedTransform}.
 */
final class StepCache implements AutoCloseable {
  private final Slots slots;
  private final Map<Long, SharedSample> kept = new HashMap<>();

  /** Samples that others wait for, by place. */
  private final Map<Long, CompletableFuture<SharedSample>> awaited = new HashMap<>();

  /** The place up to which samples still meet one that has left the list, by its own place. */
  private final Map<Long, Long> leaving = new HashMap<>();

  private boolean closed;

  StepCache(CachedTransform step, int number) {
    slots = new Slots(step, number);
  }

  /** Keeps a copy of a sample that reached the step; the first for a place counts. */
  void put(Visit visit, Sample sample) {
    synchronized (this) {
      if (closed || kept.containsKey(visit.position())) {
        return;
      }
    }
    SharedSample shared = new SharedSample(sample.copy());
    synchronized (this) {
      if (closed || kept.containsKey(visit.position())) {
        shared.close();
        return;
      }
      long until = slots.enter(visit);
      keep(visit.position(), shared, until);
      CompletableFuture<SharedSample> future = awaited.remove(visit.position());
      if (future != null) {
        future.complete(shared);
      }
      sweep(visit.oldestPending());
    }
  }

  private void keep(long position, SharedSample shared, long until) {
    kept.put(position, shared);
    if (until != Slots.STAYS) {
      leaving.put(position, until);
    }
    slots.left().forEach(leaving::putIfAbsent);
    slots.left().clear();
  }

  /** Lets go of what no sample on its way can meet any more; later ones cannot either. */
  private void sweep(long oldest) {
    Iterator<Map.Entry<Long, Long>> entries = leaving.entrySet().iterator();
    while (entries.hasNext()) {
      Map.Entry<Long, Long> entry = entries.next();
      if (entry.getValue() <= oldest) {
        kept.remove(entry.getKey()).close();
        entries.remove();
      }
    }
  }

  /**
   * What reached the step before a visit.
   *
   * @param again makes a sample as it reached the step
   */
  Recent before(Visit visit, Function<Visit, Sample> again) {
    var content = slots.content(visit);
    return new Recent() {
      @Override
      public int size() {
        return content.size();
      }

      @Override
      public Loan borrow(int number) {
        return StepCache.this.borrow(content.get(number), again);
      }
    };
  }

  private SharedSample borrow(Visit visit, Function<Visit, Sample> again) {
    // In this order: what is done in between is kept by then.
    CompletableFuture<Void> pending = visit.pending();
    SharedSample shared = kept(visit.position());
    if (shared == null && pending != null) {
      shared = await(visit.position(), pending);
    }
    if (shared != null) {
      return shared;
    }
    SharedSample made = new SharedSample(again.apply(visit));
    offer(visit, made);
    return made;
  }

  private synchronized SharedSample kept(long position) {
    SharedSample shared = kept.get(position);
    return shared != null && shared.hold() ? shared : null;
  }

  /** Waits until a sample reaches the step; null when it does not. */
  private SharedSample await(long position, CompletableFuture<Void> pending) {
    CompletableFuture<SharedSample> coming;
    synchronized (this) {
      SharedSample shared = kept(position);
      if (shared != null) {
        return shared;
      }
      coming = awaited.computeIfAbsent(position, p -> new CompletableFuture<>());
    }
    CompletableFuture.anyOf(coming, pending).join();
    SharedSample shared = coming.getNow(null);
    return shared != null && shared.hold() ? shared : null;
  }

  /** Keeps a sample that was made again, if it is of those that the next samples meet. */
  private synchronized void offer(Visit visit, SharedSample made) {
    if (closed || kept.containsKey(visit.position()) || !slots.isNews(visit)) {
      return;
    }
    if (made.hold()) {
      keep(visit.position(), made, slots.enter(visit));
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    kept.values().forEach(SharedSample::close);
    kept.clear();
    leaving.clear();
  }
}
