package org.vedette.tensor.layers;

import org.vedette.config.component.ComponentKind;
import org.vedette.tensor.TensorLayer;

/** A function applied to each element: what {@code act_cfg} names. */
@ComponentKind("activation")
public abstract class Activation extends TensorLayer {
  /**
   * What oneDNN calls this function where a convolution applies it to its own output; else null.
   */
  String fusedName() {
    return null;
  }
}
