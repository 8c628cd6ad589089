package org.vedette.tensor.layers;

import org.vedette.config.component.Component;
import org.vedette.tensor.TensorLayer;

/** The ordinary fully connected layer. */
@Component("Linear")
public final class PlainLinear implements LinearKind {
  @Override
  public TensorLayer create(int in, int out) {
    return new Linear(in, out, true);
  }
}
