package org.vedette.core;

import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.vedette.base.ConfigException;
import org.vedette.base.ImageMeta;
import org.vedette.base.Problem;
import org.vedette.config.ConfigNode;
import org.vedette.config.DictNode;
import org.vedette.config.component.Binder;
import org.vedette.config.component.Spec;
import org.vedette.tensor.DType;
import org.vedette.tensor.Device;
import org.vedette.tensor.Init;
import org.vedette.tensor.TensorScope;
import org.vedette.tensor.Tensors;

/** Builds the model of a config. */
public final class Models {
  private static final String PREPROCESSOR = "data_preprocessor";

  private Models() {}

  /**
   * Binds and checks the {@code model} of a config, with the config's own {@code data_preprocessor}
   * where the model has none.
   *
   * @throws ConfigException with all problems
   */
  public static Spec<Detector> bind(Binder binder, DictNode config) {
    ConfigNode model = config.get("model");
    if (model == null) {
      throw new ConfigException(
          Problem.of(config.location(), "model", "the config has no model")
              .withHint("a file under _base_ is only a part of one"));
    }
    if (model instanceof DictNode dict && !dict.has(PREPROCESSOR) && config.has(PREPROCESSOR)) {
      DictNode complete = dict.copy();
      complete.put(PREPROCESSOR, config.get(PREPROCESSOR));
      model = complete;
    }
    return binder.spec(Detector.class, model, "model");
  }

  /**
   * Builds a bound model on the CPU for weights that are loaded next: its random initial ones are
   * not drawn.
   */
  public static Detector buildForWeights(Spec<Detector> spec) {
    return Init.withoutDrawing(() -> build(spec, Device.CPU));
  }

  /**
   * A blank image for a trial of a model; a model without a first stage gets the image itself as
   * its only region.
   */
  public static Batch blank(Detector model, int height, int width) {
    Tensor image = Tensors.zeros(DType.FLOAT32, 1, 3, height, width);
    Batch batch = Batch.ofImages(image, List.of(ImageMeta.ofSize(height, width)));
    if (!(model instanceof TakesProposals second && second.needsProposals())) {
      return batch;
    }
    Tensor box = Tensors.of(new float[] {0, 0, width, height}, 1, 4);
    Tensor score = Tensors.of(new float[] {1}, 1);
    return batch.withProposals(List.of(new Instances(box, score, null, null)));
  }

  /** Builds a bound model; on {@link Device#META} its parameters have shapes but no memory. */
  public static Detector build(Spec<Detector> spec, Device device) {
    try (TensorScope scope = TensorScope.open()) {
      Detector model = Device.building(device.isMeta() ? device : Device.CPU, spec::build);
      if (device.isCuda()) {
        model.to(device);
      }
      return model;
    }
  }
}
