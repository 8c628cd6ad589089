package org.vedette.models.heads;

import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.vedette.core.HeadOutputs;
import org.vedette.core.Outputs;

/**
 * Raw predictions of RTMDet-Ins.
 *
 * @param boxes class logits and distances
 * @param kernels (N, D, H_l, W_l) per level: the parameters of a point's dynamic convolutions
 * @param maskFeatures (N, prototypes, H, W) at the finest level's resolution
 */
public record RtmDetInsOutputs(RtmDetOutputs boxes, List<Tensor> kernels, Tensor maskFeatures)
    implements HeadOutputs {
  @Override
  public Outputs tree() {
    return new Outputs.Branch(
        List.of(
            Outputs.of(boxes.classes()),
            Outputs.of(boxes.distances()),
            Outputs.of(kernels),
            new Outputs.Leaf(maskFeatures)));
  }
}
