package org.vedette.models.heads;

import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.vedette.core.HeadOutputs;
import org.vedette.core.Outputs;

/**
 * Raw predictions of RTMDet, one map per level.
 *
 * @param classes (N, K, H_l, W_l) logits
 * @param distances (N, 4, H_l, W_l) pixels from the point to the left, top, right and bottom side
 */
public record RtmDetOutputs(List<Tensor> classes, List<Tensor> distances) implements HeadOutputs {
  @Override
  public Outputs tree() {
    return Outputs.ofLevels(classes, distances);
  }
}
