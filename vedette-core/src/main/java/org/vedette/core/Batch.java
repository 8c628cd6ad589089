package org.vedette.core;

import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.vedette.base.ImageMeta;

/**
 * What a model sees in one step.
 *
 * @param images (N, C, H, W) float, normalised and padded to one size
 * @param metas (N): what is known of each image
 * @param truths (N): the annotated objects, or null in inference
 * @param ignored (N): boxes (k, 4) of regions that count neither as truth nor as background, or
 *     null in inference
 * @param proposals (N): boxes (n, 4) and scores (n) of regions that come with the data, or null as
 *     a rule
 */
public record Batch(
    Tensor images,
    List<ImageMeta> metas,
    List<Instances> truths,
    List<Tensor> ignored,
    List<Instances> proposals) {
  /** A batch without proposals. */
  public Batch(Tensor images, List<ImageMeta> metas, List<Instances> truths, List<Tensor> ignored) {
    this(images, metas, truths, ignored, null);
  }

  /** A batch for inference. */
  public static Batch ofImages(Tensor images, List<ImageMeta> metas) {
    return new Batch(images, metas, null, null);
  }

  /** The same batch with other truths. */
  public Batch withTruths(List<Instances> others) {
    return new Batch(images, metas, others, ignored, proposals);
  }

  /** The same batch with proposals. */
  public Batch withProposals(List<Instances> others) {
    return new Batch(images, metas, truths, ignored, others);
  }
}
