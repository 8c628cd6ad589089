package org.vedette.data;

import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;
import org.vedette.base.RandomSource;

/** The samples of one epoch in their order, and what the steps that mix images keep during it. */
final class EpochStream implements AutoCloseable {
  private final Batches batches;
  private final long seed;
  private final int epoch;
  private final NavigableMap<Long, CompletableFuture<Void>> pending = new ConcurrentSkipListMap<>();
  private final Map<Object, AutoCloseable> shared = new HashMap<>();
  private boolean closed;

  EpochStream(Batches batches, long seed, int epoch) {
    this.batches = batches;
    this.seed = seed;
    this.epoch = epoch;
  }

  int index(long position) {
    return batches.index(position);
  }

  /** The place is part of the address: an image may be shown more than once in an epoch. */
  RandomSource random(long position) {
    return RandomSource.at(seed, epoch, index(position), position);
  }

  /** Tells that a sample was asked for; those of lower places have been before. */
  void begin(long position) {
    pending.put(position, new CompletableFuture<>());
  }

  /** Tells that a sample is loaded, or will not be. */
  void end(long position) {
    pending.remove(position).complete(null);
  }

  /** Completes once a sample is done; null when it is, or was not asked for. */
  CompletableFuture<Void> pending(long position) {
    return pending.get(position);
  }

  /** The lowest place whose sample is not done. */
  long oldestPending() {
    Map.Entry<Long, ?> first = pending.firstEntry();
    return first == null ? Long.MAX_VALUE : first.getKey();
  }

  <T extends AutoCloseable> T shared(Object key, Class<T> type, Supplier<T> make) {
    synchronized (shared) {
      if (!closed) {
        return type.cast(shared.computeIfAbsent(key, k -> make.get()));
      }
    }
    // A thread that is still loading when the epoch was given up: nothing is kept any more.
    T unused = make.get();
    close(unused);
    return unused;
  }

  @Override
  public void close() {
    synchronized (shared) {
      closed = true;
      shared.values().forEach(EpochStream::close);
      shared.clear();
    }
  }

  private static void close(AutoCloseable closeable) {
    try {
      closeable.close();
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
