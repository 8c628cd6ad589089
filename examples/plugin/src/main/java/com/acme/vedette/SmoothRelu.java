package com.acme.vedette;

import org.bytedeco.pytorch.Tensor;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.tensor.Ops;
import org.vedette.tensor.layers.Activation;

/**
 * A ReLU whose corner is rounded by a parabola: SmeLU of "Real World Large Scale Recommendation
 * Systems Reproducibility and Smooth Activations" (Shamir and Lin 2022). It is 0 below {@code
 * -beta}, the input above {@code beta}, and {@code (x + beta)^2 / (4 beta)} between.
 */
@Component("acme.SmeLU")
public final class SmoothRelu extends Activation {
  /**
   * Settings.
   *
   * @param beta half the width of the parabola, in units of the input; positive
   */
  public record Config(@Default("0.5") double beta) {
    /** Refuses a width that is not positive. */
    public Config {
      if (!(beta > 0)) {
        throw new IllegalArgumentException("beta must be positive, got " + beta);
      }
    }
  }

  private final double beta;

  /** An activation with the given settings. */
  public SmoothRelu(Config config) {
    beta = config.beta();
  }

  @Override
  public Tensor forward(Tensor input) {
    Tensor corner = Ops.add(Ops.clamp(input, -beta, beta), beta);
    Tensor parabola = Ops.div(corner.square(), 4 * beta);
    return parabola.add(Ops.clampMin(Ops.sub(input, beta), 0));
  }
}
