package org.vedette.tensor.layers;

import org.vedette.config.component.ComponentKind;
import org.vedette.tensor.TensorLayer;

/** Makes fully connected layers of one kind: what {@code cls_predictor_cfg} names. */
@ComponentKind("linear")
public interface LinearKind {
  /** A layer from (n, in) to (n, out), with a bias. */
  TensorLayer create(int in, int out);
}
