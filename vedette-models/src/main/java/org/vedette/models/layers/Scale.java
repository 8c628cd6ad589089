package org.vedette.models.layers;

import org.bytedeco.pytorch.Tensor;
import org.vedette.tensor.DType;
import org.vedette.tensor.Param;
import org.vedette.tensor.TensorLayer;
import org.vedette.tensor.Tensors;

/** Multiplies by one trained number; parameter {@code scale}, of no dimension. */
public final class Scale extends TensorLayer {
  private final Param scale;

  /** A layer that starts at that number. */
  public Scale(double initial) {
    scale = param("scale", Tensors.filled(DType.FLOAT32, initial));
  }

  @Override
  public Tensor forward(Tensor input) {
    return input.mul(scale.get());
  }
}
