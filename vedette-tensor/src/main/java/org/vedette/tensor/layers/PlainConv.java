package org.vedette.tensor.layers;

import org.vedette.config.component.Component;
import org.vedette.tensor.TensorLayer;

/** The ordinary convolution. */
@Component({"Conv2d", "Conv"})
public final class PlainConv implements ConvKind {
  @Override
  public TensorLayer create(Conv2d.Shape shape, boolean bias) {
    return new Conv2d(shape, bias);
  }
}
