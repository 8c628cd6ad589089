package org.vedette.engine.hook;

import java.util.Locale;
import org.vedette.config.ConfigNode;
import org.vedette.config.ScalarNode;
import org.vedette.config.component.FromConfig;

/**
 * Where a hook stands among others: a number from 0, first, to 100, last. A config writes the
 * number or MMEngine's name of it, such as {@code 'VERY_LOW'}.
 *
 * @param value the number
 */
public record Priority(int value) {
  /** First of all. */
  public static final Priority HIGHEST = new Priority(0);

  /** Records what others read. */
  public static final Priority VERY_HIGH = new Priority(10);

  /** Early. */
  public static final Priority HIGH = new Priority(30);

  /** Before most. */
  public static final Priority ABOVE_NORMAL = new Priority(40);

  /** Most hooks. */
  public static final Priority NORMAL = new Priority(50);

  /** After most: logging. */
  public static final Priority BELOW_NORMAL = new Priority(60);

  /** Late: schedules. */
  public static final Priority LOW = new Priority(70);

  /** Later: checkpoints. */
  public static final Priority VERY_LOW = new Priority(90);

  /** Last of all. */
  public static final Priority LOWEST = new Priority(100);

  /** Checks the range. */
  public Priority {
    if (value < 0 || value > 100) {
      throw new IllegalArgumentException("priority " + value + ": expected 0 to 100");
    }
  }

  /** Reads a number or a name. */
  @FromConfig
  public static Priority of(ConfigNode node) {
    if (node instanceof ScalarNode scalar) {
      if (scalar.value() instanceof Long number && number >= 0 && number <= 100) {
        return new Priority(number.intValue());
      }
      if (scalar.value() instanceof String name) {
        return named(name);
      }
    }
    throw new IllegalArgumentException("a number from 0 to 100 or a name such as 'LOW'");
  }

  private static Priority named(String name) {
    return switch (name.toUpperCase(Locale.ROOT)) {
      case "HIGHEST" -> HIGHEST;
      case "VERY_HIGH" -> VERY_HIGH;
      case "HIGH" -> HIGH;
      case "ABOVE_NORMAL" -> ABOVE_NORMAL;
      case "NORMAL" -> NORMAL;
      case "BELOW_NORMAL" -> BELOW_NORMAL;
      case "LOW" -> LOW;
      case "VERY_LOW" -> VERY_LOW;
      case "LOWEST" -> LOWEST;
      default ->
          throw new IllegalArgumentException(
              "one of HIGHEST, VERY_HIGH, HIGH, ABOVE_NORMAL, NORMAL, BELOW_NORMAL, LOW, VERY_LOW,"
                  + " LOWEST");
    };
  }
}
