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
import org.vedette.base.RandomSource;
import org.vedette.base.VedetteException;

/**
 * Loads batches with a pool of threads, in order and a bounded number ahead. The batches are the
 * same whatever the number of threads: a sample's random numbers come from (seed, epoch, position
 * in the dataset).
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
   * @param batches positions in the dataset
   * @return an iterator whose samples belong to the caller; close it, also when it is not exhausted
   */
  public Epoch epoch(List<int[]> batches, int epoch) {
    return new Epoch(batches, epoch);
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
    private final List<int[]> batches;
    private final int number;
    private final Deque<List<Future<Sample>>> pending = new ArrayDeque<>();
    private int submitted;
    private volatile boolean closed;

    private Epoch(List<int[]> batches, int number) {
      this.batches = batches;
      this.number = number;
    }

    @Override
    public boolean hasNext() {
      return !pending.isEmpty() || submitted < batches.size();
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
        pending.add(submit(batches.get(submitted++)));
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
      }
    }

    private List<Future<Sample>> submit(int[] batch) {
      List<Future<Sample>> futures = new ArrayList<>();
      for (int index : batch) {
        FutureTask<Sample> task = new FutureTask<>(() -> closed ? null : load(index, number));
        futures.add(task);
        if (pool == null) {
          task.run();
        } else {
          pool.execute(task);
        }
      }
      return futures;
    }

    /** Frees the samples that were loaded ahead. */
    @Override
    public void close() {
      closed = true;
      submitted = batches.size();
      while (!pending.isEmpty()) {
        pending.remove().forEach(DataLoader::dispose);
      }
    }
  }

  private Sample load(int index, int epoch) {
    try {
      return dataset.sample(index, RandomSource.at(seed, epoch, index));
    } catch (VedetteException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new IllegalStateException("sample " + index + ", " + dataset.record(index), e);
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
