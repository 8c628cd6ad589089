package org.vedette.engine.schedule.policy;

import org.vedette.config.component.Default;
import org.vedette.engine.schedule.Powers;

/**
 * What all policies can be told.
 *
 * @param by_epoch whether the policy counts epochs; else steps; None: as the training loop does
 * @param warmup how the lr rises at first; None: it does not
 * @param warmup_iters how long it rises
 * @param warmup_ratio the share of the lr that it rises from
 * @param warmup_by_epoch whether {@code warmup_iters} are epochs; else steps
 */
public record Pace(
    @Default("None") Boolean by_epoch,
    @Default("None") WarmUp warmup,
    @Default("0") int warmup_iters,
    @Default("0.1") double warmup_ratio,
    @Default("False") boolean warmup_by_epoch) {
  /** The setting of a group that keeps its first lr. */
  static final String INITIAL = "initial_lr";

  /** How the lr rises. */
  public enum WarmUp {
    /** In one jump at the end. */
    CONSTANT,
    /** In a straight line. */
    LINEAR,
    /** By the same factor with each step. */
    EXP
  }

  /** Checks the ranges; as in MMCV, settings of a warm-up that there is not are not looked at. */
  public Pace {
    if (warmup != null && warmup_iters < 1) {
      throw new IllegalArgumentException(
          "warmup_iters " + warmup_iters + ": expected 1 or more, as there is a warmup");
    }
    if (warmup != null && !(warmup_ratio > 0 && warmup_ratio <= 1)) {
      throw new IllegalArgumentException(
          "warmup_ratio " + warmup_ratio + ": expected above 0, at most 1");
    }
  }

  /** The pace of a policy that can only count steps. */
  Pace bySteps() {
    if (Boolean.TRUE.equals(by_epoch)) {
      throw new IllegalArgumentException(
          "this policy counts steps: only by_epoch=False is possible");
    }
    return new Pace(false, warmup, warmup_iters, warmup_ratio, warmup_by_epoch);
  }

  /** Whether epochs are counted in a loop that counts them, or does not. */
  boolean byEpoch(boolean loopByEpoch) {
    boolean epochs = by_epoch == null ? loopByEpoch : by_epoch;
    if (!loopByEpoch && (epochs || (warmup != null && warmup_by_epoch))) {
      throw new IllegalArgumentException(
          (epochs ? "by_epoch" : "warmup_by_epoch")
              + "=True wants a training loop by epochs, train_cfg's loop counts steps");
    }
    return epochs;
  }

  /** How many steps the warm-up settings mean, whether there is a warm-up or not. */
  long warmUpSteps(int epochLength) {
    return warmup_by_epoch ? (long) warmup_iters * epochLength : warmup_iters;
  }

  /** The share of the regular lr that a step of the warm-up has. */
  double warmUp(double regular, long step, long steps) {
    double left = 1 - (double) step / steps;
    return switch (warmup) {
      case CONSTANT -> regular * warmup_ratio;
      case LINEAR -> regular * (1 - left * (1 - warmup_ratio));
      case EXP -> regular * Powers.pow(warmup_ratio, left);
    };
  }
}
