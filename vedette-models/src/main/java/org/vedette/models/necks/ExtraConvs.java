package org.vedette.models.necks;

import java.util.Locale;
import org.vedette.config.ConfigNode;
import org.vedette.config.ScalarNode;
import org.vedette.config.component.FromConfig;

/** What convolutions for levels beyond those of the backbone start from. */
enum ExtraConvs {
  /** There are none: the levels are every second cell of the one before. */
  NONE,
  /** The last map of the backbone. */
  ON_INPUT,
  /** The last map after its lateral convolution. */
  ON_LATERAL,
  /** The last output. */
  ON_OUTPUT;

  /** Reads a bool or the name of a map. */
  @FromConfig
  static ExtraConvs of(ConfigNode node) {
    Object value = node instanceof ScalarNode scalar ? scalar.value() : null;
    if (value instanceof Boolean on) {
      return on ? ON_INPUT : NONE;
    }
    for (ExtraConvs choice : values()) {
      if (choice != NONE && choice.name().toLowerCase(Locale.ROOT).equals(value)) {
        return choice;
      }
    }
    throw new IllegalArgumentException("expected a bool, 'on_input', 'on_lateral' or 'on_output'");
  }
}
