package org.vedette.engine.log;

import org.vedette.config.ConfigNode;
import org.vedette.config.ScalarNode;
import org.vedette.config.component.FromConfig;

/**
 * Over how many of the last values a statistic goes.
 *
 * @param size how many; 0 for the epoch so far, -1 for the whole run
 */
public record LogWindow(int size) {
  /** The values of the epoch so far. */
  public static final LogWindow EPOCH = new LogWindow(0);

  /** All values of the run. */
  public static final LogWindow GLOBAL = new LogWindow(-1);

  /** Reads a number, {@code 'epoch'} or {@code 'global'}. */
  @FromConfig
  public static LogWindow of(ConfigNode node) {
    if (node instanceof ScalarNode scalar) {
      if ("epoch".equals(scalar.value())) {
        return EPOCH;
      }
      if ("global".equals(scalar.value())) {
        return GLOBAL;
      }
      if (scalar.value() instanceof Long number && number > 0 && number <= Integer.MAX_VALUE) {
        return new LogWindow(number.intValue());
      }
    }
    throw new IllegalArgumentException("a number above 0, 'epoch' or 'global'");
  }
}
