package org.vedette.config;

import java.math.BigInteger;
import java.util.Locale;

/** Texts that Python's {@code int} and {@code float} take for a number. */
final class NumberTexts {
  private static final int MAX_DIGITS = 4300;

  private NumberTexts() {}

  /** A Long, or a BigInteger beyond 64 bits; null when the text is no whole number. */
  static Object parseInt(String text) {
    String digits = withoutUnderscores(text.strip());
    int sign = !digits.isEmpty() && "+-".indexOf(digits.charAt(0)) >= 0 ? 1 : 0;
    boolean whole =
        digits.length() > sign
            && digits.length() <= MAX_DIGITS
            && digits.chars().skip(sign).allMatch(c -> c >= '0' && c <= '9');
    return whole ? Numbers.narrow(new BigInteger(digits)) : null;
  }

  /** The float; null when the text is none. */
  static Double parseFloat(String text) {
    String number = withoutUnderscores(text.strip()).toLowerCase(Locale.ROOT);
    int sign = !number.isEmpty() && "+-".indexOf(number.charAt(0)) >= 0 ? 1 : 0;
    switch (number.substring(sign)) {
      case "inf", "infinity" -> {
        return number.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
      }
      case "nan" -> {
        return Double.NaN;
      }
      default -> {}
    }
    // Java also takes "1d" and hexadecimal floats.
    if (number.isEmpty() || !number.chars().allMatch(c -> "0123456789.e+-".indexOf(c) >= 0)) {
      return null;
    }
    try {
      return Double.valueOf(number);
    } catch (NumberFormatException e) {
      return null;
    }
  }

  /** Single underscores between digits left out; others stay, so that the text is no number. */
  private static String withoutUnderscores(String text) {
    if (text.indexOf('_') < 0) {
      return text;
    }
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      boolean between =
          text.charAt(i) == '_'
              && i > 0
              && i + 1 < text.length()
              && isDigit(text.charAt(i - 1))
              && isDigit(text.charAt(i + 1));
      if (!between) {
        out.append(text.charAt(i));
      }
    }
    return out.toString();
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
