package org.vedette.tensor.init;

import org.vedette.base.VedetteException;
import org.vedette.tensor.Init;
import org.vedette.tensor.Initializer;
import org.vedette.tensor.Layer;
import org.vedette.tensor.Param;
import org.vedette.tensor.PretrainedLoader;

/** An initializer that draws weights and sets biases to one value. */
abstract class WeightInitializer implements Initializer {
  private final InitTarget target;

  WeightInitializer(InitTarget target) {
    this.target = target;
  }

  /** Fills a weight. */
  abstract void fill(Param weight);

  @Override
  public final void run(Layer layer, PretrainedLoader checkpoints) {
    layer.visit(
        part -> {
          if (target.names(part)) {
            fillOwn(part);
          }
        });
    for (InitOverride override : target.overrides()) {
      Layer child = layer.children().get(override.name());
      if (child == null) {
        throw new VedetteException(
            "init_cfg: override: "
                + layer
                + " has no child '"
                + override.name()
                + "'; it has "
                + layer.children().keySet());
      }
      Initializer initializer =
          override.initializer() == null ? this : override.initializer().build();
      initializer.runOnAll(child);
    }
  }

  @Override
  public final void runOnAll(Layer layer) {
    layer.visit(this::fillOwn);
  }

  private void fillOwn(Layer part) {
    if (part.own("weight") != null) {
      fill(part.own("weight"));
    }
    if (part.own("bias") != null) {
      Init.constant(part.own("bias"), target.biasValue());
    }
  }

  /** The fans of a weight exist from two dimensions on. */
  static void requireFans(String type, Param weight) {
    if (weight.shape().length < 2) {
      throw new VedetteException(
          "init_cfg: "
              + type
              + " needs weights of two dimensions or more, got "
              + weight.shape()[0]);
    }
  }
}
