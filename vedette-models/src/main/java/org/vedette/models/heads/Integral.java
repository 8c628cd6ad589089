package org.vedette.models.heads;

import org.bytedeco.pytorch.Tensor;
import org.vedette.tensor.DType;
import org.vedette.tensor.Functional;
import org.vedette.tensor.LossOps;
import org.vedette.tensor.Ops;
import org.vedette.tensor.Param;
import org.vedette.tensor.TensorLayer;
import org.vedette.tensor.Tensors;

/**
 * The means of four distributions over whole distances (Generalized Focal Loss, Li et al. 2020):
 * (n, 4 * (max + 1)) logits to (n, 4). Buffer {@code project}: the distances.
 */
final class Integral extends TensorLayer {
  private final Param distances;

  /** A layer for distances from 0 to {@code max}. */
  Integral(int max) {
    float[] values = new float[max + 1];
    for (int i = 0; i < values.length; i++) {
      values[i] = i;
    }
    distances = buffer("project", Tensors.of(values, values.length));
  }

  @Override
  public Tensor forward(Tensor input) {
    long bins = distances.shape()[0];
    Tensor shares = LossOps.softmax(input.reshape(-1, bins), 1);
    Tensor weights = Ops.to(distances.get(), DType.of(shares));
    return Functional.linear(shares, weights, null).reshape(-1, 4);
  }
}
