package org.vedette.core;

import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.vedette.config.component.ComponentKind;
import org.vedette.tensor.Layer;

/** Mixes the maps of a backbone across levels. */
@ComponentKind("neck")
public abstract class Neck extends Layer {
  /** Maps of the backbone, finest first, to maps for the head, finest first. */
  public abstract List<Tensor> forward(List<Tensor> features);

  /** Channels of each output. */
  public abstract List<Integer> channels();
}
