package org.vedette.models.task.samplers;

import org.vedette.config.component.Default;

/**
 * How many boxes a sampler wants.
 *
 * @param num boxes of one image
 * @param pos_fraction the share of positives at most
 * @param neg_pos_ub how many negatives there may be for one positive; -1 for any number
 * @param add_gt_as_proposals whether the truths themselves join the candidates
 */
public record Quota(
    @Default("None") Integer num,
    @Default("None") Double pos_fraction,
    @Default("-1") double neg_pos_ub,
    @Default("True") boolean add_gt_as_proposals) {
  /** Checks the numbers. */
  public Quota {
    if (num != null && num < 0) {
      throw new IllegalArgumentException("num must not be negative, got " + num);
    }
    if (pos_fraction != null && !(pos_fraction >= 0 && pos_fraction <= 1)) {
      throw new IllegalArgumentException("pos_fraction must be from 0 to 1, got " + pos_fraction);
    }
  }

  /** The same, where both numbers are given; those of a half may come from the whole. */
  Quota complete() {
    if (num == null || pos_fraction == null) {
      throw new IllegalArgumentException("num and pos_fraction are required");
    }
    return this;
  }

  /** How many positives are wanted. */
  int positives() {
    return (int) (num * pos_fraction);
  }

  /** How many negatives are wanted beside a number of positives. */
  int negatives(int positives) {
    int rest = num - positives;
    return neg_pos_ub < 0 ? rest : Math.min(rest, (int) (neg_pos_ub * Math.max(1, positives)));
  }
}
