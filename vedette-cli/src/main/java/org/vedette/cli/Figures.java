package org.vedette.cli;

import java.util.Locale;

/** Numbers as text, the same in every country. */
final class Figures {
  private Figures() {}

  /** With so many digits after the point. */
  static String fixed(double value, int digits) {
    return String.format(Locale.ROOT, "%." + digits + "f", value);
  }

  /** Short: whole numbers without a point, others with five significant digits, "-" for NaN. */
  static String shortest(double value) {
    if (Double.isNaN(value)) {
      return "-";
    }
    return value == Math.rint(value) && Math.abs(value) < 1e12
        ? String.format(Locale.ROOT, "%.0f", value)
        : String.format(Locale.ROOT, "%.5g", value);
  }
}
