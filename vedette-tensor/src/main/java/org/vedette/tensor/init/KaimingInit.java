package org.vedette.tensor.init;

import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.config.component.Flat;
import org.vedette.tensor.Init;
import org.vedette.tensor.Param;

/** Weights that keep the size of activations or gradients through rectifiers (He et al. 2015). */
@Component("Kaiming")
public final class KaimingInit extends WeightInitializer {
  /** What is kept. */
  public enum Mode {
    /** The size of activations. */
    FAN_IN,
    /** The size of gradients. */
    FAN_OUT
  }

  /** What follows the layer, which decides the gain. */
  public enum Nonlinearity {
    /** Nothing. */
    LINEAR,
    /** A convolution. */
    CONV2D,
    /** A sigmoid. */
    SIGMOID,
    /** A hyperbolic tangent. */
    TANH,
    /** max(x, 0). */
    RELU,
    /** A rectifier with a slope. */
    LEAKY_RELU,
    /** A scaled exponential unit. */
    SELU;

    private double gain(double slope) {
      return switch (this) {
        case LINEAR, CONV2D, SIGMOID -> 1;
        case TANH -> 5.0 / 3;
        case RELU -> Math.sqrt(2);
        case LEAKY_RELU -> Math.sqrt(2 / (1 + slope * slope));
        case SELU -> 0.75;
      };
    }
  }

  /**
   * Settings.
   *
   * @param a the negative slope of a leaky rectifier
   * @param mode what is kept
   * @param nonlinearity what follows the layer
   * @param distribution normal or uniform
   */
  public record Config(
      @Default("0.0") double a,
      @Default("'fan_out'") Mode mode,
      @Default("'relu'") Nonlinearity nonlinearity,
      @Default("'normal'") Distribution distribution,
      @Flat InitTarget target) {}

  private final Config config;

  /** An initializer with the given settings. */
  public KaimingInit(Config config) {
    super(config.target());
    this.config = config;
  }

  /** The default way for the layers of an upstream type. */
  public static KaimingInit of(String layer) {
    return new KaimingInit(
        new Config(0, Mode.FAN_OUT, Nonlinearity.RELU, Distribution.NORMAL, InitTarget.of(layer)));
  }

  @Override
  void fill(Param weight) {
    requireFans("Kaiming", weight);
    long fan = config.mode() == Mode.FAN_IN ? Init.fanIn(weight) : Init.fanOut(weight);
    double std = config.nonlinearity().gain(config.a()) / Math.sqrt((double) fan);
    config.distribution().fill(weight, std);
  }
}
