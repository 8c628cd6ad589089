package org.vedette.core;

import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.vedette.base.ImageMeta;

/**
 * A dense head that can serve as the first stage of a detector, which proposes regions for a
 * second: what {@code rpn_head} names. The methods but one are those of {@link DenseHead}.
 *
 * @param <O> what forward gives
 */
public interface ProposalHead<O extends HeadOutputs> {
  /** Maps of the neck, finest first, to raw predictions. */
  O forward(List<Tensor> features);

  /** The losses of raw predictions against the truths of each image. */
  Losses loss(O outputs, Batch batch, StepContext step);

  /**
   * The proposals of each image, best first: boxes (n, 4) in pixels of the model's input and scores
   * (n), beside the outputs and without gradients.
   *
   * @param config which candidates become proposals; null for the head's own {@code test_cfg}
   */
  List<Instances> proposals(O outputs, List<ImageMeta> metas, ProposalConfig config);
}
