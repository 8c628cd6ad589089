package org.vedette.data.sampler;

import java.util.Arrays;
import org.vedette.data.Batches;
import org.vedette.data.EndlessOrder;

/**
 * Batches of one aspect group each, from an order without an end. Which images make up a batch
 * depends on all before, so a batch in the middle is found by dealing out the order from the start:
 * some hundred thousand images take no longer than loading one.
 */
final class GroupedBatches implements Batches {
  /** Batches that can be asked for again without dealing anew. */
  private static final int REMEMBERED = 1 << 14;

  private final EndlessOrder order;
  private final AspectGroups groups;
  private final int batchSize;
  private final int[][] recent = new int[REMEMBERED][];
  private final int[][] buckets;
  private final int[] sizes = new int[2];
  private long dealt;
  private long next;

  GroupedBatches(EndlessOrder order, AspectGroups groups, int batchSize) {
    this.order = order;
    this.groups = groups;
    this.batchSize = batchSize;
    this.buckets = new int[2][batchSize];
  }

  @Override
  public long size() {
    return ENDLESS;
  }

  @Override
  public long start(long number) {
    return Math.multiplyExact(number, batchSize);
  }

  @Override
  public int[] batch(long number) {
    return known(number).clone();
  }

  @Override
  public int index(long position) {
    return known(position / batchSize)[(int) (position % batchSize)];
  }

  private synchronized int[] known(long number) {
    if (number < next - REMEMBERED) {
      Arrays.fill(sizes, 0);
      dealt = 0;
      next = 0;
    }
    while (next <= number) {
      deal();
    }
    return recent[(int) (number % REMEMBERED)];
  }

  /** Puts images into their buckets until one is full. */
  private void deal() {
    while (true) {
      int index = order.at(dealt++);
      int group = groups.group(index);
      buckets[group][sizes[group]++] = index;
      if (sizes[group] == batchSize) {
        recent[(int) (next++ % REMEMBERED)] = buckets[group].clone();
        sizes[group] = 0;
        return;
      }
    }
  }
}
