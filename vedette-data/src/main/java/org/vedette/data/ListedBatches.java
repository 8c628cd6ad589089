package org.vedette.data;

import java.util.List;

/** Batches that are all known. */
final class ListedBatches implements Batches {
  private final List<int[]> batches;
  private final long[] starts;
  private final int[] order;

  ListedBatches(List<int[]> batches) {
    this.batches = List.copyOf(batches);
    starts = new long[batches.size() + 1];
    for (int i = 0; i < this.batches.size(); i++) {
      starts[i + 1] = starts[i] + this.batches.get(i).length;
    }
    order = new int[Math.toIntExact(starts[starts.length - 1])];
    int filled = 0;
    for (int[] batch : this.batches) {
      System.arraycopy(batch, 0, order, filled, batch.length);
      filled += batch.length;
    }
  }

  @Override
  public long size() {
    return batches.size();
  }

  @Override
  public int[] batch(long number) {
    return batches.get(Math.toIntExact(number));
  }

  @Override
  public long start(long number) {
    return starts[Math.toIntExact(number)];
  }

  @Override
  public int index(long position) {
    return order[Math.toIntExact(position)];
  }
}
