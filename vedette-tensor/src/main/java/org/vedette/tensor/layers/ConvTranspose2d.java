package org.vedette.tensor.layers;

import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.vedette.tensor.Functional;
import org.vedette.tensor.Init;
import org.vedette.tensor.Param;
import org.vedette.tensor.TensorLayer;
import org.vedette.tensor.Tensors;

/**
 * Transposed convolution, (N, in, H, W) to (N, out, H', W') with H' = (H - 1) * stride - 2 *
 * padding + kernel + outputPadding.
 */
public final class ConvTranspose2d extends TensorLayer {
  /**
   * Sizes.
   *
   * @param in channels of the input
   * @param out channels of the output
   * @param kernel rows and columns of the kernel
   * @param stride cells of the output per cell of the input
   * @param padding cells of the output that are cut off on all sides
   * @param outputPadding cells that are added at the right and at the bottom
   */
  public record Shape(int in, int out, int kernel, int stride, int padding, int outputPadding) {}

  private final Shape shape;
  private final Param weight;
  private final Param bias;

  /** A layer with PyTorch's default initialisation. */
  public ConvTranspose2d(Shape shape, boolean withBias) {
    this.shape = shape;
    weight = param("weight", Tensors.parameter(shape.in, shape.out, shape.kernel, shape.kernel));
    bias = withBias ? param("bias", Tensors.parameter(shape.out)) : null;
    Init.defaultUniform(weight, bias);
  }

  @Override
  public Tensor forward(Tensor input) {
    try {
      return Functional.convTranspose2d(
          input,
          weight.get(),
          bias == null ? null : bias.get(),
          shape.stride,
          shape.padding,
          shape.outputPadding);
    } catch (RuntimeException e) {
      throw failed(e, input);
    }
  }

  /** (in, out, kernel, kernel). */
  public Param weight() {
    return weight;
  }

  /** (out), or null when there is none. */
  public Param bias() {
    return bias;
  }

  @Override
  public List<String> upstreamTypes() {
    return List.of("ConvTranspose2d", "_ConvTransposeNd");
  }

  @Override
  public String toString() {
    return "ConvTranspose2d("
        + shape.in
        + ", "
        + shape.out
        + ", kernel="
        + shape.kernel
        + ", stride="
        + shape.stride
        + ")";
  }
}
