package org.vedette.tensor.layers;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.vedette.tensor.PretrainedLoader;
import org.vedette.tensor.TensorLayer;
import org.vedette.tensor.TensorScope;

/** Layers one after the other, named {@code 0}, {@code 1}, ... as PyTorch's. */
public final class Sequential extends TensorLayer {
  private final List<TensorLayer> layers = new ArrayList<>();
  private boolean passesInit;

  /** Layers in the order they are applied. */
  public Sequential(List<? extends TensorLayer> layers) {
    layers.forEach(this::add);
  }

  /** Layers in the order they are applied. */
  public Sequential(TensorLayer... layers) {
    this(List.of(layers));
  }

  /** Appends a layer. */
  public void add(TensorLayer layer) {
    layers.add(child(String.valueOf(layers.size()), layer));
  }

  /** The i-th layer. */
  public TensorLayer get(int i) {
    return layers.get(i);
  }

  /** How many layers there are. */
  public int size() {
    return layers.size();
  }

  @Override
  public Tensor forward(Tensor input) {
    return layers.isEmpty() ? input : TensorScope.only(() -> chain(input));
  }

  private Tensor chain(Tensor input) {
    Tensor x = input;
    for (TensorLayer layer : layers) {
      x = layer.forward(x);
    }
    return x;
  }

  /** Lets {@link #initWeights} reach the layers, as mmengine's container does. */
  public Sequential passingInit() {
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
