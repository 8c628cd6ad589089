package org.vedette.core;

import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.vedette.base.Detections;
import org.vedette.base.ImageMeta;
import org.vedette.config.component.ComponentKind;
import org.vedette.tensor.Layer;

/** The second stage of a detector: classifies and refines proposed regions. */
@ComponentKind("roi_head")
public abstract class RoiHead extends Layer {
  /**
   * The losses against the truths of each image.
   *
   * @param features maps of the neck, finest first
   * @param proposals of each image: boxes (n, 4) in pixels of the model's input
   */
  public abstract Losses loss(
      List<Tensor> features, List<Instances> proposals, Batch batch, StepContext step);

  /** The detections of each image, in pixels of the original image, in falling order of score. */
  public abstract List<Detections> predict(
      List<Tensor> features, List<Instances> proposals, List<ImageMeta> metas);

  /** The raw outputs for the proposals of all images, in the order of the upstream head's tuple. */
  public abstract Outputs forward(
      List<Tensor> features, List<Instances> proposals, List<ImageMeta> metas);
}
