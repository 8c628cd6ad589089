package org.vedette.data.sampler;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.vedette.base.DataException;
import org.vedette.base.RandomSource;
import org.vedette.data.EndlessOrder;
import org.vedette.data.dataset.ConcatDataset;

/**
 * The order of {@link GroupMultiSourceSampler}. Each batch draws its group; how far the images of
 * that group are used up follows from the draws of the batches before.
 */
final class GroupedSources implements EndlessOrder {
  private static final int GROUPS = 2;
  private static final long DRAWS = 0x6709;

  private final int[] counts;
  private final int batchSize;
  private final long seed;
  private final int rank;
  private final int worldSize;

  /** Indices into the whole dataset, by source and group. */
  private final int[][][] images;

  private final Passes[][] passes;
  private final double portraits;

  /** How many of the first batches are of portraits, by their number; grows as it is asked for. */
  private int[] portraitsBefore = new int[1024];

  private int counted;

  GroupedSources(ConcatDataset all, SourceOptions options, long seed, int rank, int worldSize) {
    this.counts = options.counts();
    this.batchSize = options.batch_size();
    this.seed = seed;
    this.rank = rank;
    this.worldSize = worldSize;
    images = new int[counts.length][][];
    passes = new Passes[counts.length][GROUPS];
    AspectGroups groups = new AspectGroups(all);
    for (int source = 0; source < counts.length; source++) {
      int[] found = IntStream.range(all.start(source), all.start(source + 1)).toArray();
      images[source] =
          IntStream.range(0, GROUPS)
              .mapToObj(g -> Arrays.stream(found).filter(i -> groups.group(i) == g).toArray())
              .toArray(int[][]::new);
      for (int g = 0; g < GROUPS; g++) {
        int size = images[source][g].length;
        passes[source][g] = new Passes(size, options.shuffle(), seed, source, g);
      }
    }
    long[] sizes = {size(0), size(1)};
    if (sizes[0] + sizes[1] == 0) {
      throw new DataException(
          "GroupMultiSourceSampler: no kind of images, higher than wide or not, is in all datasets");
    }
    portraits = sizes[0] / (double) (sizes[0] + sizes[1]);
  }

  /** How many images a group has; 0 when it cannot make a batch. */
  private long size(int group) {
    long size = 0;
    for (int source = 0; source < counts.length; source++) {
      if (counts[source] > 0 && images[source][group].length == 0) {
        return 0;
      }
      size += images[source][group].length;
    }
    return size;
  }

  private int group(long batch) {
    return RandomSource.at(seed, DRAWS, batch).nextDouble() < portraits ? 0 : 1;
  }

  /** How many batches before one are of portraits. */
  private synchronized int portraitsBefore(int batch) {
    if (batch >= portraitsBefore.length) {
      portraitsBefore = Arrays.copyOf(portraitsBefore, Math.max(batch + 1, 2 * counted));
    }
    for (; counted < batch; counted++) {
      portraitsBefore[counted + 1] = portraitsBefore[counted] + (group(counted) == 0 ? 1 : 0);
    }
    return portraitsBefore[batch];
  }

  @Override
  public int at(long position) {
    int batch = Math.toIntExact(position / batchSize);
    int slot = (int) (position % batchSize);
    int source = 0;
    while (slot >= counts[source]) {
      slot -= counts[source++];
    }
    int group = group(batch);
    int before = portraitsBefore(batch);
    long place = (long) (group == 0 ? before : batch - before) * counts[source] + slot;
    return images[source][group][passes[source][group].at(place * worldSize + rank)];
  }
}
