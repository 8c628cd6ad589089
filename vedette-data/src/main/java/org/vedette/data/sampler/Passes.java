package org.vedette.data.sampler;

import java.util.Arrays;
import org.vedette.base.RandomSource;

/**
 * The numbers from 0 to size-1 again and again, each pass in an order of its own. Any place can be
 * asked for without those before. Safe for many threads.
 */
final class Passes {
  /** Neighbouring passes: threads load ahead, and steps that mix images look back. */
  private static final int REMEMBERED = 4;

  private final int size;
  private final boolean shuffle;
  private final long[] address;
  private final long[] passes = new long[REMEMBERED];
  private final int[][] orders = new int[REMEMBERED][];

  /**
   * Passes.
   *
   * @param address where the random orders come from
   */
  Passes(int size, boolean shuffle, long... address) {
    this.size = size;
    this.shuffle = shuffle;
    this.address = address.clone();
  }

  int at(long place) {
    int offset = (int) (place % size);
    return shuffle ? order(place / size)[offset] : offset;
  }

  private synchronized int[] order(long pass) {
    int slot = (int) (pass % REMEMBERED);
    if (orders[slot] == null || passes[slot] != pass) {
      long[] whole = Arrays.copyOf(address, address.length + 1);
      whole[address.length] = pass;
      orders[slot] = RandomSource.at(whole).permutation(size);
      passes[slot] = pass;
    }
    return orders[slot];
  }
}
