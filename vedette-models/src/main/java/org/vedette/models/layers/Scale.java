package org.vedette.models.layers;

import org.bytedeco.pytorch.Tensor;
import org.vedette.tensor.DType;
import org.vedette.tensor.Param;
import org.vedette.tensor.TensorLayer;
import org.vedette.tensor.Tensors;
import org.vedette.tensor.layers.LayerList;

/** Multiplies by one trained number; parameter {@code scale}, of no dimension. */
public final class Scale extends TensorLayer {
  private final Param scale;

  /** A layer that starts at that number. */
  public Scale(double initial) {
    scale = param("scale", Tensors.filled(DType.FLOAT32, initial));
  }

  /** One for each level, all starting at 1. */
  public static LayerList<Scale> perLevel(int levels) {
    LayerList<Scale> scales = new LayerList<>();
    for (int level = 0; level < levels; level++) {
      scales.add(new Scale(1));
    }
    return scales;
  }

  @Override
  public Tensor forward(Tensor input) {
    return input.mul(scale.get());
  }
}
