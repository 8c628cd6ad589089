package org.vedette.tensor.layers;

import java.util.Arrays;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.vedette.tensor.FlopCounter;
import org.vedette.tensor.Functional;
import org.vedette.tensor.Init;
import org.vedette.tensor.Param;
import org.vedette.tensor.TensorLayer;
import org.vedette.tensor.Tensors;
import org.vedette.tensor.plan.PlanOp;
import org.vedette.tensor.plan.PlanTrace;

/**
 * Two-dimensional convolution, (N, C, H, W) to (N, out, H', W'); parameters {@code weight} and,
 * where wanted, {@code bias}.
 */
public final class Conv2d extends TensorLayer {
  /** Sizes of a convolution. Immutable; start from {@link #of} and refine. */
  public record Shape(
      int in,
      int out,
      int kernelH,
      int kernelW,
      int strideH,
      int strideW,
      int padH,
      int padW,
      int dilation,
      int groups) {
    /** Refuses what no convolution can be. */
    public Shape {
      if (in < 1 || out < 1 || kernelH < 1 || kernelW < 1 || strideH < 1 || strideW < 1) {
        throw new IllegalArgumentException(
            "a convolution cannot go from %d to %d channels with a kernel of %dx%d and stride %dx%d"
                .formatted(in, out, kernelH, kernelW, strideH, strideW));
      }
      if (groups < 1 || in % groups != 0 || out % groups != 0) {
        throw new IllegalArgumentException(
            "a convolution from %d to %d channels cannot be in %d groups"
                .formatted(in, out, groups));
      }
    }

    /** A square kernel with stride 1, no padding. */
    public static Shape of(int in, int out, int kernel) {
      return new Shape(in, out, kernel, kernel, 1, 1, 0, 0, 1, 1);
    }

    /** The same with a stride. */
    public Shape stride(int s) {
      return new Shape(in, out, kernelH, kernelW, s, s, padH, padW, dilation, groups);
    }

    /** The same with padding on all sides. */
    public Shape padding(int p) {
      return new Shape(in, out, kernelH, kernelW, strideH, strideW, p, p, dilation, groups);
    }

    /** The same with a dilation. */
    public Shape dilation(int d) {
      return new Shape(in, out, kernelH, kernelW, strideH, strideW, padH, padW, d, groups);
    }

    /** A weight of this shape, (out, in / groups, kernelH, kernelW); to be initialised. */
    Tensor newWeight() {
      return Tensors.parameter(out, in / groups, kernelH, kernelW);
    }

    /** (N, in, H, W) to (N, out, H', W') with a weight and a bias, which may be null. */
    Tensor convolve(Tensor input, Tensor weight, Param bias) {
      return Functional.conv2d(
          input,
          weight,
          bias == null ? null : bias.get(),
          new long[] {strideH, strideW},
          new long[] {padH, padW},
          new long[] {dilation, dilation},
          groups);
    }

    /** The same in groups. */
    public Shape groups(int g) {
      return new Shape(in, out, kernelH, kernelW, strideH, strideW, padH, padW, dilation, g);
    }
  }

  private final Shape shape;
  private final Param weight;
  private final Param bias;

  /** A convolution with PyTorch's default initialisation. */
  public Conv2d(Shape shape, boolean withBias) {
    this.shape = shape;
    weight = param("weight", shape.newWeight());
    bias = withBias ? param("bias", Tensors.parameter(shape.out)) : null;
    Init.defaultUniform(weight, bias);
  }

  /** A convolution with given weights. */
  Conv2d(Shape shape, Tensor weight, Tensor bias) {
    this.shape = shape;
    this.weight = param("weight", weight);
    this.bias = param("bias", bias);
  }

  @Override
  public Tensor forward(Tensor input) {
    try {
      Tensor output =
          PlanTrace.apply(
              planned(), List.of(input), () -> shape.convolve(input, weight.get(), bias));
      FlopCounter.add(this, output.numel() * Init.fanIn(weight));
      BareConvs.add(this, input, weight, shape);
      return output;
    } catch (RuntimeException e) {
      throw failed(e, input);
    }
  }

  private PlanOp planned() {
    return new PlanOp.Convolution(shape, weight.get(), bias == null ? null : bias.get(), "none");
  }

  /** The sizes. */
  public Shape shape() {
    return shape;
  }

  /** (out, in / groups, kernelH, kernelW). */
  public Param weight() {
    return weight;
  }

  /** (out), or null when there is none. */
  public Param bias() {
    return bias;
  }

  @Override
  public List<String> upstreamTypes() {
    return List.of("Conv2d", "_ConvNd");
  }

  @Override
  public String toString() {
    return "Conv2d("
        + shape.in
        + ", "
        + shape.out
        + ", kernel="
        + Arrays.toString(new int[] {shape.kernelH, shape.kernelW})
        + (shape.strideH == 1 ? "" : ", stride=" + shape.strideH)
        + (shape.padH == 0 ? "" : ", padding=" + shape.padH)
        + (shape.dilation == 1 ? "" : ", dilation=" + shape.dilation)
        + (shape.groups == 1 ? "" : ", groups=" + shape.groups)
        + (bias == null ? ", bias=False" : "")
        + ")";
  }
}
