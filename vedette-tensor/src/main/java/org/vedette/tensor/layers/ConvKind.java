package org.vedette.tensor.layers;

import org.vedette.config.component.ComponentKind;
import org.vedette.tensor.TensorLayer;

/** Makes convolutions of one kind: what {@code conv_cfg} names. */
@ComponentKind("conv")
public interface ConvKind {
  /** A convolution of the given sizes. */
  TensorLayer create(Conv2d.Shape shape, boolean bias);
}
