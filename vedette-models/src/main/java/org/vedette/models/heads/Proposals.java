package org.vedette.models.heads;

import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.vedette.base.Detections;
import org.vedette.core.Instances;
import org.vedette.core.ProposalConfig;
import org.vedette.tensor.Ops;
import org.vedette.tensor.Tensors;

/** The last steps from the candidates of a dense head to the regions of a second stage. */
final class Proposals {
  private Proposals() {}

  /** What a second stage wants, as limits of a dense head. */
  static DenseTestConfig limits(ProposalConfig wanted) {
    return new DenseTestConfig(
        wanted.nms_pre(),
        wanted.score_thr(),
        wanted.min_bbox_size(),
        wanted.nms(),
        wanted.max_per_img(),
        null);
  }

  /**
   * The proposals of each image, in pixels of the model's input.
   *
   * @param like where the tensors shall live
   */
  static List<Instances> of(List<DenseCandidates> images, DenseTestConfig limits, Tensor like) {
    return images.stream()
        .map(found -> toInstances(found.detect(limits).detections(), like))
        .toList();
  }

  private static Instances toInstances(Detections found, Tensor like) {
    int n = found.size();
    return new Instances(
        Ops.toDeviceOf(Tensors.of(found.boxes(), n, 4), like),
        Ops.toDeviceOf(Tensors.of(found.scores(), n), like),
        Ops.toDeviceOf(Tensors.of(new long[n], n), like),
        null);
  }
}
