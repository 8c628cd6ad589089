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
 */
public record Batch(
    Tensor images, List<ImageMeta> metas, List<Instances> truths, List<Tensor> ignored) {
  /** A batch for inference. */
  public static Batch ofImages(Tensor images, List<ImageMeta> metas) {
    return new Batch(images, metas, null, null);
  }
}
