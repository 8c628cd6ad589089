package org.vedette.core.roi;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.vedette.core.Outputs;
import org.vedette.tensor.Ops;

/**
 * What a head says of R regions.
 *
 * @param scores (R, K+1) as a rule: class logits, background last; null where the head does not
 *     classify
 * @param boxes (R, ...) each: codes of boxes, one tensor as a rule, (R, 4) or (R, K*4); empty where
 *     the head does not regress
 */
public record BboxPredictions(Tensor scores, List<Tensor> boxes) {
  /** Scores and codes; either may be null. */
  public static BboxPredictions of(Tensor scores, Tensor boxes) {
    return new BboxPredictions(scores, boxes == null ? List.of() : List.of(boxes));
  }

  /** The codes of heads that give one tensor; null where there is none. */
  public Tensor codes() {
    return boxes.isEmpty() ? null : boxes.get(0);
  }

  /** The predictions for the regions of one image. */
  public BboxPredictions of(Rois rois, int image) {
    long start = rois.start(image);
    long end = start + rois.counts()[image];
    List<Tensor> own = new ArrayList<>();
    boxes.forEach(codes -> own.add(Ops.slice(codes, 0, start, end)));
    return new BboxPredictions(scores == null ? null : Ops.slice(scores, 0, start, end), own);
  }

  /** The same without a way back for gradients. */
  public BboxPredictions detached() {
    return new BboxPredictions(
        scores == null ? null : scores.detach(), boxes.stream().map(Tensor::detach).toList());
  }

  /** The tensors in the order of the upstream head's tuple. */
  public List<Outputs> outputs() {
    List<Outputs> parts = new ArrayList<>();
    if (scores != null) {
      parts.add(new Outputs.Leaf(scores));
    }
    if (boxes.size() == 1) {
      parts.add(new Outputs.Leaf(boxes.get(0)));
    } else if (!boxes.isEmpty()) {
      parts.add(Outputs.of(boxes));
    }
    return parts;
  }
}
