package org.vedette.tensor.layers;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import org.vedette.tensor.Layer;
import org.vedette.tensor.PretrainedLoader;

/**
 * Layers named {@code 0}, {@code 1}, ... that their owner calls by itself, as PyTorch's ModuleList.
 *
 * @param <L> what the layers are
 */
public final class LayerList<L extends Layer> extends Layer {
  private final List<L> layers = new ArrayList<>();
  private boolean passesInit;

  /** An empty list. */
  public LayerList() {}

  /** Layers in order. */
  public LayerList(List<? extends L> initial) {
    initial.forEach(this::add);
  }

  /** Appends a layer. */
  public void add(L layer) {
    layers.add(child(String.valueOf(layers.size()), layer));
  }

  /** The i-th layer. */
  public L get(int i) {
    return layers.get(i);
  }

  /** How many layers there are. */
  public int size() {
    return layers.size();
  }

  /** The layers as a list that cannot be changed. */
  public List<L> asList() {
    return new AbstractList<>() {
      @Override
      public L get(int index) {
        return layers.get(index);
      }

      @Override
      public int size() {
        return layers.size();
      }
    };
  }

  /** Lets {@link #initWeights} reach the layers, as mmengine's container does. */
  public LayerList<L> passingInit() {
    passesInit = true;
    return this;
  }

  /** Stops here, as PyTorch's container does, unless told otherwise. */
  @Override
  public void initWeights(PretrainedLoader checkpoints) {
    if (passesInit) {
      super.initWeights(checkpoints);
    }
  }
}
