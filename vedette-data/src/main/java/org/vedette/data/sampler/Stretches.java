package org.vedette.data.sampler;

import java.util.stream.IntStream;
import org.vedette.data.Dataset;
import org.vedette.data.EndlessOrder;

/** Parts of an order without an end. */
final class Stretches {
  private Stretches() {}

  /** The stretch with a number, as long as one process' share of the dataset. */
  static int[] of(EndlessOrder order, Dataset dataset, int number, int worldSize) {
    int share = (dataset.size() + worldSize - 1) / worldSize;
    long start = (long) number * share;
    return IntStream.range(0, share).map(i -> order.at(start + i)).toArray();
  }
}
