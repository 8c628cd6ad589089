package org.vedette.core;

import java.util.List;
import java.util.Map;
import org.vedette.base.Detections;
import org.vedette.config.component.ComponentKind;
import org.vedette.tensor.Layer;

/** A whole detection model. */
@ComponentKind("detector")
public abstract class Detector extends Layer {
  /** How images become batches for this model. */
  public abstract DataPreprocessor preprocessor();

  /** The losses of a batch with truths. */
  public abstract Losses loss(Batch batch, StepContext step);

  /** The detections of each image, in pixels of the original image, in falling order of score. */
  public abstract List<Detections> predict(Batch batch);

  /** The raw outputs of the last stage. */
  public abstract Outputs forward(Batch batch);

  /**
   * The outputs of each stage by the stage's name ({@code backbone}, {@code neck}, ...), in order:
   * what a parity check compares.
   */
  public abstract Map<String, Outputs> stages(Batch batch);
}
