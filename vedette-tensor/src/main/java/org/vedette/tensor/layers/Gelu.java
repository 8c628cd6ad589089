package org.vedette.tensor.layers;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;

/** x times the normal distribution's share below x (Hendrycks and Gimpel 2016): PyTorch's GELU. */
@Component("GELU")
public final class Gelu extends Activation {
  /** What stands in for the normal distribution. */
  public enum Approximation {
    /** Nothing. */
    NONE,
    /** A hyperbolic tangent. */
    TANH
  }

  /**
   * Settings.
   *
   * @param approximate whether a hyperbolic tangent stands in
   */
  public record Config(@Default("'none'") Approximation approximate) {}

  private final Config config;

  /** An activation with the given settings. */
  public Gelu(Config config) {
    this.config = config;
  }

  @Override
  public Tensor forward(Tensor input) {
    return torch.gelu(input, config.approximate() == Approximation.TANH ? "tanh" : "none");
  }
}
