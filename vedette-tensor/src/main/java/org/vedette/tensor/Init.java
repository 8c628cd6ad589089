package org.vedette.tensor;

import java.util.function.Consumer;
import java.util.function.Supplier;
import org.bytedeco.pytorch.GeneratorOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.Tensor;

/**
 * Fills parameters with PyTorch's and mmengine's initial values, drawn from libtorch's generator.
 * Does nothing on the meta device.
 */
public final class Init {
  private static final ThreadLocal<Boolean> DRAWING_OFF = ThreadLocal.withInitial(() -> false);

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
    draw(param, tensor -> tensor.uniform_(low, high, noGenerator()));
  }

  /** Normal. */
  public static void normal(Param param, double mean, double std) {
    draw(param, tensor -> tensor.normal_(mean, std, noGenerator()));
  }

  /** One value. */
  public static void constant(Param param, double value) {
    fill(param, tensor -> tensor.fill_(new Scalar(value)));
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

  /** Outputs that one input feeds: the first dimension times the kernel. */
  public static long fanOut(Param weight) {
    long[] shape = weight.shape();
    long product = shape[0];
    for (int i = 2; i < shape.length; i++) {
      product *= shape[i];
    }
    return product;
  }

  /**
   * Normal, cut off: drawn by the inverse of the distribution, so that nothing is drawn twice.
   *
   * @param low the smallest value
   * @param high the largest value
   */
  public static void truncatedNormal(
      Param param, double mean, double std, double low, double high) {
    double from = 2 * normalCdf((low - mean) / std) - 1;
    double to = 2 * normalCdf((high - mean) / std) - 1;
    draw(
        param,
        tensor ->
            tensor
                .uniform_(from, to, noGenerator())
                .erfinv_()
                .mul_(new Scalar(std * Math.sqrt(2)))
                .add_(new Scalar(mean))
                .clamp_(new ScalarOptional(new Scalar(low)), new ScalarOptional(new Scalar(high))));
  }

  /**
   * The normal of He et al. 2015 for layers before a leaky rectifier: std is sqrt(2 / (1 + slope^2)
   * / fan).
   *
   * @param slope of the negative side; 0 for ReLU
   * @param fan {@link #fanIn} keeps the size of activations, {@link #fanOut} that of gradients
   */
  public static void kaimingNormal(Param weight, double slope, long fan) {
    normal(weight, 0, Math.sqrt(2 / (1 + slope * slope) / fan));
  }

  /** The share of a standard normal below x. */
  private static double normalCdf(double x) {
    try (TensorScope scope = TensorScope.open()) {
      return (1 + Tensors.of(new double[] {x / Math.sqrt(2)}, 1).erf().item_double()) / 2;
    }
  }

  private static GeneratorOptional noGenerator() {
    return new GeneratorOptional();
  }

  /**
   * Builds something without drawing numbers, which takes time that is lost where a checkpoint is
   * loaded afterwards; what would have been drawn is zero.
   */
  public static <T> T withoutDrawing(Supplier<T> builder) {
    boolean before = DRAWING_OFF.get();
    DRAWING_OFF.set(true);
    try {
      return builder.get();
    } finally {
      DRAWING_OFF.set(before);
    }
  }

  private static void draw(Param param, Consumer<Tensor> action) {
    if (!DRAWING_OFF.get()) {
      fill(param, action);
    }
  }

  private static void fill(Param param, Consumer<Tensor> action) {
    if (param.get().is_meta()) {
      return;
    }
    try (GradMode off = GradMode.off();
        TensorScope scope = TensorScope.open()) {
      action.accept(param.get());
    }
  }
}
