package org.vedette.core;

import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.vedette.base.Detections;
import org.vedette.base.ImageMeta;
import org.vedette.config.component.ComponentKind;
import org.vedette.tensor.Layer;

/**
 * Predicts at every cell of every level.
 *
 * @param <O> what forward gives
 */
@ComponentKind("head")
public abstract class DenseHead<O extends HeadOutputs> extends Layer {
  /** Maps of the neck, finest first, to raw predictions. */
  public abstract O forward(List<Tensor> features);

  /** The losses of raw predictions against the truths of each image. */
  public abstract Losses loss(O outputs, Batch batch, StepContext step);

  /** The detections of each image, in pixels of the original image, in falling order of score. */
  public abstract List<Detections> predict(O outputs, List<ImageMeta> metas);
}
