package org.vedette.tensor.init;

import java.util.List;
import org.vedette.config.component.Default;
import org.vedette.config.component.OneOrMany;
import org.vedette.tensor.Init;
import org.vedette.tensor.Layer;

/**
 * What an initializer applies to, and the bias it gives.
 *
 * @param bias the bias
 * @param bias_prob the probability that a sigmoid of the bias gives; instead of {@code bias}
 * @param layer the upstream names of the layers to initialise, such as {@code Conv2d}; none when
 *     not given
 * @param override children that are initialised otherwise, after the rest
 */
public record InitTarget(
    @Default("0.0") double bias,
    @Default("None") Double bias_prob,
    @Default("None") OneOrMany<String> layer,
    @Default("None") OneOrMany<InitOverride> override) {
  /** Checks the probability. */
  public InitTarget {
    if (bias_prob != null && !(bias_prob > 0 && bias_prob < 1)) {
      throw new IllegalArgumentException("bias_prob must lie between 0 and 1, got " + bias_prob);
    }
  }

  /** Layers of some upstream types, with biases of zero. */
  static InitTarget of(String... layers) {
    return new InitTarget(0, null, new OneOrMany<>(List.of(layers), true), null);
  }

  /** The bias, whichever key gave it. */
  double biasValue() {
    return bias_prob == null ? bias : Init.logit(bias_prob);
  }

  /** Whether a layer is among those named. */
  boolean names(Layer candidate) {
    return layer != null && candidate.upstreamTypes().stream().anyMatch(layer.values()::contains);
  }

  /** The children that are initialised otherwise. */
  List<InitOverride> overrides() {
    return override == null ? List.of() : override.values();
  }
}
