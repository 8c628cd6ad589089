package org.vedette.models.task.assigners;

import org.bytedeco.pytorch.Tensor;
import org.vedette.core.box.Overlaps;
import org.vedette.core.task.IouCalculator;
import org.vedette.tensor.Tensors;

/** Finds the priors that lie in regions which do not count. */
final class IgnoredPriors {
  private IgnoredPriors() {}

  /**
   * Which priors share too much with a region.
   *
   * @param priors (P*4)
   * @param regions (k, 4), or null
   * @param threshold the share above which a prior does not count; not positive for none
   * @param ofPrior whether it is a share of the prior's area, else of the region's
   * @return (P), or null when all count
   */
  static boolean[] of(
      float[] priors,
      Tensor regions,
      double threshold,
      boolean ofPrior,
      IouCalculator iouCalculator) {
    if (!(threshold > 0) || regions == null || regions.size(0) == 0 || priors.length == 0) {
      return null;
    }
    float[] all = Tensors.toFloats(regions);
    boolean[] found = new boolean[priors.length / 4];
    float[] one = new float[4];
    for (int region = 0; region < all.length; region += 4) {
      System.arraycopy(all, region, one, 0, 4);
      float[] shares =
          ofPrior
              ? iouCalculator.pairwise(priors, one, Overlaps.Mode.IOF)
              : iouCalculator.pairwise(one, priors, Overlaps.Mode.IOF);
      for (int i = 0; i < found.length; i++) {
        found[i] |= shares[i] > (float) threshold;
      }
    }
    return found;
  }
}
