package org.vedette.data;

import java.util.List;

/**
 * The batches of an epoch as indices into the dataset. Each can be asked for by its number without
 * those before, so that an epoch can start in the middle. Safe for many threads.
 */
public interface Batches {
  /** The size of what has no end. */
  long ENDLESS = Long.MAX_VALUE;

  /** How many batches there are; {@link #ENDLESS} where they go on for ever. */
  long size();

  /** The indices of one batch, counted from 0. */
  int[] batch(long number);

  /** How many samples the batches before this one hold. */
  long start(long number);

  /** The index of one sample, counted over all batches. */
  int index(long position);

  /** Batches that are all known. */
  static Batches of(List<int[]> batches) {
    return new ListedBatches(batches);
  }

  /** Batches of {@code size} samples each, from an order without an end. */
  static Batches endless(EndlessOrder order, int size) {
    return new EndlessBatches(order, size);
  }
}
