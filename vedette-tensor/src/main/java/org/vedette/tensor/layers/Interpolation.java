package org.vedette.tensor.layers;

import org.bytedeco.pytorch.Tensor;
import org.vedette.tensor.Functional;
import org.vedette.tensor.TensorLayer;

/** Enlarges maps without weights: PyTorch's Upsample. */
final class Interpolation extends TensorLayer {
  private final int scale;
  private final boolean bilinear;
  private final boolean alignCorners;

  Interpolation(int scale, boolean bilinear, boolean alignCorners) {
    this.scale = scale;
    this.bilinear = bilinear;
    this.alignCorners = alignCorners;
  }

  @Override
  public Tensor forward(Tensor input) {
    long height = input.size(2) * scale;
    long width = input.size(3) * scale;
    return bilinear
        ? Functional.upsampleBilinear(input, height, width, alignCorners)
        : Functional.upsampleNearest(input, height, width);
  }

  static void requireSameChannels(int in, int out) {
    if (in != out) {
      throw new IllegalArgumentException("interpolation keeps " + in + " channels, wanted " + out);
    }
  }
}
