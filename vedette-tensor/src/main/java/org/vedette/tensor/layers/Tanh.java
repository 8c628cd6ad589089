package org.vedette.tensor.layers;

import org.bytedeco.pytorch.Tensor;
import org.vedette.config.component.Component;

/** Hyperbolic tangent. */
@Component("Tanh")
public final class Tanh extends Activation {
  @Override
  public Tensor forward(Tensor input) {
    return input.tanh();
  }
}
