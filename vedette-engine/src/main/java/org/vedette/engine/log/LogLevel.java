package org.vedette.engine.log;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.vedette.config.ConfigNode;
import org.vedette.config.ScalarNode;
import org.vedette.config.component.FromConfig;

/** How grave a line of the log is; {@code log_level} of a config names the least that is kept. */
public enum LogLevel {
  /** What helps to find faults. */
  DEBUG,
  /** What happens. */
  INFO,
  /** What may be a mistake. */
  WARNING,
  /** What went wrong. */
  ERROR;

  /** Reads a name of Python's logging, in any case; WARN and CRITICAL are among them. */
  @FromConfig
  public static LogLevel of(ConfigNode node) {
    if (node instanceof ScalarNode scalar && scalar.value() instanceof String name) {
      return switch (name.toUpperCase(Locale.ROOT)) {
        case "NOTSET", "DEBUG" -> DEBUG;
        case "INFO" -> INFO;
        case "WARN", "WARNING" -> WARNING;
        case "ERROR", "FATAL", "CRITICAL" -> ERROR;
        default -> throw new IllegalArgumentException("one of " + names());
      };
    }
    throw new IllegalArgumentException("one of " + names());
  }

  private static String names() {
    return Arrays.stream(values()).map(LogLevel::name).collect(Collectors.joining(", "));
  }
}
