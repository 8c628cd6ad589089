package org.vedette.models.task.samplers;

import java.util.Arrays;
import org.vedette.base.VedetteException;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.config.component.Flat;
import org.vedette.core.task.SamplingContext;

/**
 * Picks the boxes that the head does worst on (Online Hard Example Mining, Shrivastava et al.
 * 2016). Only second stages have a head to ask.
 */
@Component("OHEMSampler")
public final class OhemSampler implements Picker {
  /**
   * Settings.
   *
   * @param quota how many boxes are wanted
   * @param loss_key which loss tells how hard a box is; only 'loss_cls'
   */
  public record Config(@Flat Quota quota, @Default("'loss_cls'") String loss_key) {
    /** Refuses other losses. */
    public Config {
      if (!loss_key.equals("loss_cls")) {
        throw new IllegalArgumentException(
            "loss_key: expected 'loss_cls', which single boxes have, got '" + loss_key + "'");
      }
    }
  }

  private final Quota quota;

  /** A sampler with the given settings. */
  public OhemSampler(Config config) {
    quota = config.quota().complete();
  }

  @Override
  public Quota quota() {
    return quota;
  }

  @Override
  public int[] positives(Pool pool, int wanted, SamplingContext context) {
    int[] candidates = pool.positives();
    return hardest(pool, candidates, pool.labels(candidates), wanted, context);
  }

  @Override
  public int[] negatives(Pool pool, int wanted, SamplingContext context) {
    int[] candidates = pool.negatives();
    long[] background = new long[candidates.length];
    Arrays.fill(background, -1);
    return hardest(pool, candidates, background, wanted, context);
  }

  private static int[] hardest(
      Pool pool, int[] candidates, long[] labels, int wanted, SamplingContext context) {
    if (candidates.length <= wanted) {
      return candidates;
    }
    if (context.hardness() == null) {
      throw new VedetteException(
          "OHEMSampler: only a second stage (train_cfg.rcnn.sampler) can tell which boxes are hard");
    }
    float[] losses = context.hardness().of(pool.boxes(candidates), labels);
    Integer[] order = new Integer[losses.length];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, (a, b) -> Float.compare(losses[b], losses[a]));
    int[] chosen = new int[wanted];
    Arrays.setAll(chosen, i -> candidates[order[i]]);
    return chosen;
  }
}
