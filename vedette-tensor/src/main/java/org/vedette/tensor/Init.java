package org.vedette.tensor;

import org.bytedeco.pytorch.Tensor;

/**
 * Fills parameters with PyTorch's and mmengine's initial values, drawn from libtorch's generator.
 * Does nothing on the meta device.
 */
public final class Init {
  private Init() {}

  /**
   * PyTorch's default of convolutions and linear layers: uniform in 1/sqrt(fan_in), weight and bias
   * (which may be null).
   */
  public static void defaultUniform(Param weight, Param bias) {
    double bound = 1 / Math.sqrt((double) Math.max(1, fanIn(weight)));
    uniform(weight, -bound, bound);
    if (bias != null) {
      uniform(bias, -bound, bound);
    }
  }

  /** Uniform in [low, high). */
  public static void uniform(Param param, double low, double high) {
    fill(param, tensor -> tensor.uniform_(low, high, noGenerator()));
  }

  /** Normal. */
  public static void normal(Param param, double mean, double std) {
    fill(param, tensor -> tensor.normal_(mean, std, noGenerator()));
  }

  /** One value. */
  public static void constant(Param param, double value) {
    fill(param, tensor -> tensor.fill_(new org.bytedeco.pytorch.Scalar(value)));
  }

  /** The logit of a probability: the bias that makes an untrained classifier say it. */
  public static double logit(double probability) {
    return -Math.log((1 - probability) / probability);
  }

  /** Inputs that feed one output: the product of all dimensions but the first. */
  public static long fanIn(Param weight) {
    long[] shape = weight.shape();
    long product = 1;
    for (int i = 1; i < shape.length; i++) {
      product *= shape[i];
    }
    return product;
  }

  private static org.bytedeco.pytorch.GeneratorOptional noGenerator() {
    return new org.bytedeco.pytorch.GeneratorOptional();
  }

  private static void fill(Param param, java.util.function.Consumer<Tensor> action) {
    if (param.get().is_meta()) {
      return;
    }
    try (GradMode off = GradMode.off();
        TensorScope scope = TensorScope.open()) {
      action.accept(param.get());
    }
  }
}
