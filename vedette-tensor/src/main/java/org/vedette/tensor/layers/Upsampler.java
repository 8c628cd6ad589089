package org.vedette.tensor.layers;

import org.vedette.config.component.ComponentKind;
import org.vedette.tensor.TensorLayer;

/** Makes layers that enlarge maps: what an {@code upsample_cfg} with a {@code type} names. */
@ComponentKind("upsample")
public interface Upsampler {
  /** A layer from (N, in, H, W) to (N, out, H * s, W * s). */
  TensorLayer create(int in, int out);
}
