package org.vedette.tensor.layers;

import org.vedette.config.component.ComponentKind;
import org.vedette.tensor.TensorLayer;

/** Makes normalisation layers of one kind: what {@code norm_cfg} names. */
@ComponentKind("norm")
public interface Norm {
  /** A layer for that many channels. */
  TensorLayer create(int channels);

  /**
   * The name under which a parent registers such a layer, without a number: {@code bn}, {@code gn},
   * {@code ln} or {@code in}.
   */
  String abbreviation();
}
