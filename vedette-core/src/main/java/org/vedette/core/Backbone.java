package org.vedette.core;

import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.vedette.config.component.ComponentKind;
import org.vedette.tensor.Layer;

/** Turns images into feature maps of falling resolution. */
@ComponentKind("backbone")
public abstract class Backbone extends Layer {
  /** (N, 3, H, W) to the chosen stages' maps, finest first, (N, C_l, H_l, W_l). */
  public abstract List<Tensor> forward(Tensor images);

  /** Channels of each output. */
  public abstract List<Integer> channels();

  /** Pixels of the image per cell of each output. */
  public abstract List<Integer> strides();
}
