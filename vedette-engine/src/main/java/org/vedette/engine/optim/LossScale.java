package org.vedette.engine.optim;

import org.vedette.config.ConfigNode;
import org.vedette.config.DictNode;
import org.vedette.config.ScalarNode;
import org.vedette.config.component.BindContext;
import org.vedette.config.component.Default;
import org.vedette.config.component.FromConfig;

/** By what the loss is scaled so that small gradients are not lost in half precision. */
public sealed interface LossScale {
  /**
   * A scale that follows the gradients: PyTorch's {@code GradScaler}.
   *
   * @param init_scale the scale at first
   * @param growth_factor by what it grows
   * @param backoff_factor by what it shrinks when gradients overflow
   * @param growth_interval after how many updates without overflow it grows
   * @param enabled whether anything is scaled
   */
  record Dynamic(
      @Default("65536.") double init_scale,
      @Default("2.") double growth_factor,
      @Default("0.5") double backoff_factor,
      @Default("2000") int growth_interval,
      @Default("True") boolean enabled)
      implements LossScale {
    /** Checks the ranges. */
    public Dynamic {
      if (growth_factor <= 1 || backoff_factor >= 1 || growth_interval < 1) {
        throw new IllegalArgumentException(
            "growth_factor must be above 1, backoff_factor below 1, growth_interval at least 1");
      }
    }
  }

  /**
   * A scale that stays.
   *
   * @param scale the scale
   */
  record Fixed(double scale) implements LossScale {}

  /** Reads {@code 'dynamic'}, a number, or the settings of a dynamic scale. */
  @FromConfig
  static LossScale of(ConfigNode node, BindContext context) {
    if (node instanceof DictNode) {
      return context.bind(Dynamic.class, node);
    }
    if (node instanceof ScalarNode scalar) {
      if ("dynamic".equals(scalar.value())) {
        return new Dynamic(65536, 2, 0.5, 2000, true);
      }
      if (scalar.value() instanceof Number number && number.doubleValue() > 0) {
        return new Fixed(number.doubleValue());
      }
    }
    throw new IllegalArgumentException("'dynamic', a number above 0, or a dict");
  }
}
