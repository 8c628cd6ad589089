package org.vedette.data;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import org.vedette.base.DataException;
import org.vedette.base.VedetteException;

/**
 * Loads batches with a pool of threads, in order and a bounded number ahead. The batches are the
 * same whatever the number of threads, and from wherever an epoch is started: a sample's random
 * numbers come from (seed, epoch, index in the dataset, place in the epoch).
 */
public final class DataLoader implements AutoCloseable {
  private static final AtomicInteger THREADS = new AtomicInteger();

  private final Dataset dataset;
  private final long seed;
  private final int ahead;
  private final ExecutorService pool;

  /**
   * A loader.
   *
   * @param workers how many threads load; 0 loads in the thread that asks
   * @param ahead how many batches are loaded ahead; with workers at least 1
   */
  public DataLoader(Dataset dataset, int workers, int ahead, long seed) {
    this.dataset = dataset;
    this.seed = seed;
    this.ahead = workers == 0 ? 1 : Math.max(1, ahead);
    this.pool = workers == 0 ? null : Executors.newFixedThreadPool(workers, threads());
  }

  /** A loader by a config's settings, of a dataset that was built from them. */
  public static DataLoader of(DataLoaderConfig config, Dataset dataset, long seed) {
    int factor = config.prefetch_factor() == null ? 2 : config.prefetch_factor();
    return new DataLoader(dataset, config.num_workers(), factor * config.num_workers(), seed);
  }

  private static ThreadFactory threads() {
    return task -> {
      Thread thread = new Thread(task, "vedette-data-" + THREADS.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }

  /** Splits an order into batches of {@code size}; the last one may be smaller. */
  public static List<int[]> batches(int[] order, int size, boolean dropLast) {
    List<int[]> batches = new ArrayList<>();
    for (int start = 0; start < order.length; start += size) {
      int end = Math.min(start + size, order.length);
      if (end - start == size || !dropLast) {
        batches.add(Arrays.copyOfRange(order, start, end));
      }
    }
    return batches;
  }

  /**
   * The batches of an epoch.
   *
   * @param batches indices into the dataset
   * @return an iterator whose samples belong to the caller; close it, also when it is not exhausted
   */
  public Epoch epoch(List<int[]> batches, int epoch) {
    return epoch(Batches.of(batches), epoch, 0);
  }

  /**
   * The batches of an epoch from one of them on, as after a resume; those before are not loaded.
   *
   * @param batches indices into the dataset, perhaps without an end
   * @param epoch counted from 0
   * @param firstBatch the number of the batch to start with
   * @return an iterator whose samples belong to the caller; close it, also when it is not exhausted
   */
  public Epoch epoch(Batches batches, int epoch, long firstBatch) {
    if (firstBatch < 0 || firstBatch > batches.size()) {
      throw new IllegalArgumentException(
          "batch " + firstBatch + " of an epoch of " + batches.size());
    }
    return new Epoch(batches, epoch, firstBatch);
  }

  /** Lets the threads end once what they were asked for is done. */
  @Override
  public void close() {
    if (pool != null) {
      pool.shutdown();
    }
  }

  /** The batches of one epoch; used by one thread. */
  public final class Epoch implements Iterator<List<Sample>>, AutoCloseable {
    private final Batches batches;
    private final EpochStream stream;
    private final Deque<List<Future<Sample>>> pending = new ArrayDeque<>();
    private long submitted;
    private volatile boolean closed;

    private Epoch(Batches batches, int number, long firstBatch) {
      this.batches = batches;
      this.stream = new EpochStream(batches, seed, number);
      this.submitted = firstBatch;
    }

    @Override
    public boolean hasNext() {
      return !pending.isEmpty() || (!closed && submitted < batches.size());
    }

    /**
     * The next batch.
     *
     * @throws DataException naming the image that could not be loaded
     */
    @Override
    public List<Sample> next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      while (pending.size() < ahead && submitted < batches.size()) {
        pending.add(submit(submitted++));
      }
      List<Future<Sample>> batch = pending.remove();
      List<Sample> samples = new ArrayList<>();
      boolean done = false;
      try {
        for (Future<Sample> future : batch) {
          samples.add(await(future));
        }
        done = true;
        return samples;
      } finally {
        if (!done) {
          batch.forEach(DataLoader::dispose);
        }
        if (!hasNext()) {
          stream.close();
        }
      }
    }

    private List<Future<Sample>> submit(long number) {
      List<Future<Sample>> futures = new ArrayList<>();
      long position = batches.start(number);
      for (int i = 0; i < batches.batch(number).length; i++) {
        Visit visit = Visit.of(stream, position + i);
        stream.begin(visit.position());
        FutureTask<Sample> task = new FutureTask<>(() -> run(visit));
        futures.add(task);
        if (pool == null) {
          task.run();
        } else {
          pool.execute(task);
        }
      }
      return futures;
    }

    private Sample run(Visit visit) {
      try {
        return closed ? null : load(visit);
      } finally {
        stream.end(visit.position());
      }
    }

    /** Frees the samples that were loaded ahead. */
    @Override
    public void close() {
      closed = true;
      while (!pending.isEmpty()) {
        pending.remove().forEach(DataLoader::dispose);
      }
      stream.close();
    }
  }

  /** Loads a sample; whatever goes wrong, the error names it. */
  private Sample load(Visit visit) {
    try {
      return dataset.sample(visit);
    } catch (VedetteException e) {
      String name = name(visit.index());
      String message = String.valueOf(e.getMessage());
      if (message.contains(name)) {
        throw e;
      }
      throw new DataException("sample " + visit.index() + ", " + name + ": " + message, e);
    } catch (RuntimeException e) {
      throw new IllegalStateException("sample " + visit.index() + ", " + name(visit.index()), e);
    }
  }

  private String name(int index) {
    try {
      return dataset.record(index).path();
    } catch (VedetteException e) {
      return "whose record cannot be read";
    }
  }

  private static Sample await(Future<Sample> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DataException("loading was interrupted", e);
    }
  }

  /** Closes a sample once it is loaded, if it ever is. */
  private static void dispose(Future<Sample> future) {
    try {
      Sample sample = future.get();
      if (sample != null) {
        sample.close();
      }
    } catch (ExecutionException e) {
      // It could not be loaded, so there is nothing to free; the error was or will not be asked
      // for.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
