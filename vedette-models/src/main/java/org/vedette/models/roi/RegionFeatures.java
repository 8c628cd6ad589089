package org.vedette.models.roi;

import org.bytedeco.pytorch.Tensor;
import org.vedette.tensor.Ops;

/** Features of regions as the rows that fully connected layers take. */
final class RegionFeatures {
  private RegionFeatures() {}

  /** (R, C, h, w) to (R, C), averaged over the region, or to (R, C*h*w); rows stay as they are. */
  static Tensor rows(Tensor features, boolean pooled) {
    if (features.dim() == 2) {
      return features;
    }
    // Not reshape(R, -1), which no regions at all would leave undefined.
    return pooled
        ? Ops.mean(features, new long[] {2, 3}, false)
        : features.reshape(
            features.size(0), features.size(1) * features.size(2) * features.size(3));
  }
}
