package org.vedette.data;

/**
 * Batches of equal size, without an end.
 *
 * @param order the images one after the other
 * @param batchSize how many a batch holds
 */
record EndlessBatches(EndlessOrder order, int batchSize) implements Batches {
  @Override
  public long size() {
    return ENDLESS;
  }

  @Override
  public int[] batch(long number) {
    int[] batch = new int[batchSize];
    for (int i = 0; i < batchSize; i++) {
      batch[i] = order.at(start(number) + i);
    }
    return batch;
  }

  @Override
  public long start(long number) {
    return Math.multiplyExact(number, batchSize);
  }

  @Override
  public int index(long position) {
    return order.at(position);
  }
}
