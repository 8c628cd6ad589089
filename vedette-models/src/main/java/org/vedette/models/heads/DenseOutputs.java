package org.vedette.models.heads;

import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.vedette.core.HeadOutputs;
import org.vedette.core.Outputs;

/**
 * What a dense head predicts, one map per level.
 *
 * @param classes (N, A*C, H_l, W_l): logits
 * @param boxes (N, A*D, H_l, W_l): codes of boxes
 * @param factors (N, A, H_l, W_l): logits of what scores are multiplied by, such as centerness;
 *     null where there is none
 */
public record DenseOutputs(List<Tensor> classes, List<Tensor> boxes, List<Tensor> factors)
    implements HeadOutputs {
  @Override
  public Outputs tree() {
    return factors == null
        ? Outputs.ofLevels(classes, boxes)
        : Outputs.ofLevels(classes, boxes, factors);
  }
}
