package org.vedette.core;

import org.vedette.config.component.ComponentKind;
import org.vedette.tensor.TensorLayer;

/** Makes layers that a backbone puts into its blocks: what {@code plugins} names. */
@ComponentKind("plugin")
public interface Plugin {
  /** A layer from (N, channels, H, W) to the same shape. */
  TensorLayer create(int channels);

  /** The name under which a block registers such a layer, without a number. */
  String abbreviation();
}
