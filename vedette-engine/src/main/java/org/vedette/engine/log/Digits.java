package org.vedette.engine.log;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import org.vedette.config.PythonText;

/** Numbers as Python's format and json write them. */
final class Digits {
  private Digits() {}

  /** A number as {@code format(value, '.4f')} with so many digits. */
  static String fixed(double value, int digits) {
    if (!Double.isFinite(value)) {
      return PythonText.number(value);
    }
    String text = new BigDecimal(value).setScale(digits, RoundingMode.HALF_EVEN).toPlainString();
    boolean minusLost = (value < 0 || 1 / value < 0) && !text.startsWith("-");
    return minusLost ? "-" + text : text;
  }

  /** A number as {@code format(value, '.4e')} with so many digits. */
  static String scientific(double value, int digits) {
    if (!Double.isFinite(value)) {
      return PythonText.number(value);
    }
    String sign = value < 0 || 1 / value < 0 ? "-" : "";
    BigDecimal rounded =
        new BigDecimal(Math.abs(value)).round(new MathContext(digits + 1, RoundingMode.HALF_EVEN));
    String all = rounded.unscaledValue().toString();
    int exponent = value == 0 ? 0 : all.length() - 1 - rounded.scale();
    String mantissa = all + "0".repeat(Math.max(0, digits + 1 - all.length()));
    String fraction = digits == 0 ? "" : "." + mantissa.substring(1, digits + 1);
    int size = Math.abs(exponent);
    return sign
        + mantissa.charAt(0)
        + fraction
        + (exponent < 0 ? "e-" : "e+")
        + (size < 10 ? "0" : "")
        + size;
  }

  /** A number as {@code json.dumps} writes it. */
  static String json(Number value) {
    if (!(value instanceof Double) && !(value instanceof Float)) {
      return value.toString();
    }
    double number = value.doubleValue();
    if (Double.isNaN(number)) {
      return "NaN";
    }
    if (Double.isInfinite(number)) {
      return number > 0 ? "Infinity" : "-Infinity";
    }
    return PythonText.number(number);
  }
}
