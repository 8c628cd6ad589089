package org.vedette.models.layers;

import java.util.HashMap;
import java.util.Map;
import org.vedette.tensor.Layer;
import org.vedette.tensor.PretrainedLoader;

/**
 * Layers with numbers for names, some of which are left out: PyTorch's ModuleList with None among
 * its modules.
 *
 * @param <L> what the layers are
 */
public final class SparseLayers<L extends Layer> extends Layer {
  private final Map<Integer, L> layers = new HashMap<>();

  /** Registers the layer of a number; numbers come in rising order. */
  public void put(int number, L layer) {
    layers.put(number, child(String.valueOf(number), layer));
  }

  /** The layer of a number, or null when it was left out. */
  public L get(int number) {
    return layers.get(number);
  }

  /** Stops here, as PyTorch's container does. */
  @Override
  public void initWeights(PretrainedLoader checkpoints) {}
}
