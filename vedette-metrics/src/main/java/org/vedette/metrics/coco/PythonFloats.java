package org.vedette.metrics.coco;

import tools.jackson.core.io.NumberOutput;

/**
 * Floats as Python's {@code repr} and {@code json} write them: the fewest digits that read back.
 */
final class PythonFloats {
  private static final int FIRST_LARGE_EXPONENT = 16;
  private static final int FIRST_SMALL_EXPONENT = -5;

  private PythonFloats() {}

  static String repr(double value) {
    if (!Double.isFinite(value)) {
      return Double.isNaN(value) ? "nan" : value > 0 ? "inf" : "-inf";
    }
    String text = NumberOutput.toString(value, true);
    int mark = text.indexOf('E');
    if (mark < 0) {
      return text;
    }
    int exponent = Integer.parseInt(text.substring(mark + 1));
    String sign = text.charAt(0) == '-' ? "-" : "";
    String mantissa = text.substring(sign.length(), mark);
    String digits = mantissa.endsWith(".0") ? mantissa.substring(0, 1) : mantissa.replace(".", "");
    if (exponent <= FIRST_SMALL_EXPONENT || exponent >= FIRST_LARGE_EXPONENT) {
      return sign + scientific(digits, exponent);
    }
    return sign + plain(digits, exponent);
  }

  private static String scientific(String digits, int exponent) {
    String fraction = digits.length() == 1 ? "" : "." + digits.substring(1);
    int size = Math.abs(exponent);
    return digits.charAt(0)
        + fraction
        + (exponent < 0 ? "e-" : "e+")
        + (size < 10 ? "0" : "")
        + size;
  }

  private static String plain(String digits, int exponent) {
    if (exponent < 0) {
      return "0." + "0".repeat(-exponent - 1) + digits;
    }
    int whole = exponent + 1;
    if (digits.length() <= whole) {
      return digits + "0".repeat(whole - digits.length()) + ".0";
    }
    return digits.substring(0, whole) + "." + digits.substring(whole);
  }
}
