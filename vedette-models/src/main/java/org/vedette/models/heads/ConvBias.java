package org.vedette.models.heads;

import org.vedette.config.ConfigNode;
import org.vedette.config.ScalarNode;
import org.vedette.config.component.FromConfig;
import org.vedette.tensor.layers.ConvStyle;

/** What {@code conv_bias} says of a head's convolutions. */
public enum ConvBias {
  /** A bias exactly where no normalisation follows. */
  AUTO,
  /** Always a bias. */
  ALWAYS,
  /** Never a bias. */
  NEVER;

  /** Reads {@code 'auto'}, True or False. */
  @FromConfig
  public static ConvBias of(ConfigNode node) {
    Object value = node instanceof ScalarNode scalar ? scalar.value() : null;
    if (value instanceof Boolean bias) {
      return bias ? ALWAYS : NEVER;
    }
    if ("auto".equals(value)) {
      return AUTO;
    }
    throw new IllegalArgumentException("expected 'auto', True or False");
  }

  /** Whether a convolution of a style has a bias. */
  public boolean of(ConvStyle style) {
    return this == AUTO ? style.norm() == null : this == ALWAYS;
  }
}
