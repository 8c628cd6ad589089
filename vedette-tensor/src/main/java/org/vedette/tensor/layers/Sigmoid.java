package org.vedette.tensor.layers;

import org.bytedeco.pytorch.Tensor;
import org.vedette.config.component.Component;

/** 1 / (1 + exp(-x)). */
@Component("Sigmoid")
public final class Sigmoid extends Activation {
  @Override
  public Tensor forward(Tensor input) {
    return input.sigmoid();
  }
}
