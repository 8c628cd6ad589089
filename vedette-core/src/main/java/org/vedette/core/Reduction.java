package org.vedette.core;

import java.util.Locale;
import org.vedette.config.ConfigNode;
import org.vedette.config.ScalarNode;
import org.vedette.config.component.FromConfig;

/** How the elements of a loss become one number. */
public enum Reduction {
  /** They stay as they are. */
  NONE,
  /** Their mean, or their sum divided by the caller's average factor. */
  MEAN,
  /** Their sum. */
  SUM;

  /** Reads {@code 'none'}, {@code 'mean'} or {@code 'sum'}. */
  @FromConfig
  public static Reduction of(ConfigNode node) {
    if (node instanceof ScalarNode scalar && scalar.value() instanceof String text) {
      for (Reduction candidate : values()) {
        if (candidate.name().toLowerCase(Locale.ROOT).equals(text)) {
          return candidate;
        }
      }
    }
    throw new IllegalArgumentException("expected 'none', 'mean' or 'sum'");
  }
}
