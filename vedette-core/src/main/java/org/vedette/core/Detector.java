package org.vedette.core;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.bytedeco.pytorch.Tensor;
import org.vedette.base.Detections;
import org.vedette.base.TensorException;
import org.vedette.config.component.ComponentKind;
import org.vedette.tensor.Layer;
import org.vedette.tensor.StageTimes;

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

  /**
   * Runs a part of the model, so that an operation that libtorch refuses between layers, such as
   * joining maps of two sizes, is an error that names the part.
   *
   * @param part the part
   * @param inputs what goes into it, for the message
   * @param work the part's forward
   */
  protected static <T> T run(Layer part, List<Tensor> inputs, Supplier<T> work) {
    try {
      return StageTimes.time(part, work);
    } catch (RuntimeException e) {
      boolean refused = e instanceof TensorException || e.getClass() == RuntimeException.class;
      throw refused ? part.failed(e, inputs) : e;
    }
  }
}
