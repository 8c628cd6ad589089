package org.vedette.models.layers;

import java.util.List;
import org.vedette.tensor.Layer;
import org.vedette.tensor.layers.BatchNorm2d;

/** What {@code frozen_stages} and {@code norm_eval} of backbones ask for. */
public final class Frozen {
  private Frozen() {}

  /** Puts layers into inference and their parameters out of training. */
  public static void freeze(List<? extends Layer> layers) {
    for (Layer layer : layers) {
      layer.train(false);
      layer.parameters().values().forEach(param -> param.setTrainable(false));
    }
  }

  /** Lets the batch norms of a layer keep their running statistics while the rest trains. */
  public static void evalNorms(Layer layer) {
    layer.find(BatchNorm2d.class).forEach(norm -> norm.train(false));
  }
}
