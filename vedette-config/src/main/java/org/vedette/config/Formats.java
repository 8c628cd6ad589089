package org.vedette.config;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Python's format specifications of f-strings: fill, alignment, sign, width, precision, type. */
final class Formats {
  private static final int MAX_WIDTH = 10_000;

  private Formats() {}

  /** The pattern is made when the first format is met: nearly no config has one. */
  private static final class Spec {
    static final Pattern PATTERN =
        Pattern.compile(
            "(?:(.)?([<>^=]))?([-+ ])?(0)?(\\d{0,6})(,)?(?:\\.(\\d{1,6}))?([sdfFeE%xXob])?",
            Pattern.DOTALL);
  }

  /** The value as {@code format(value, spec)} shows it. */
  static String format(ConfigNode node, String spec) {
    if (spec.isEmpty()) {
      return PythonText.str(node);
    }
    Matcher parts = Spec.PATTERN.matcher(spec);
    if (!parts.matches()) {
      throw new OperationException("unsupported format '" + spec + "' in an f-string");
    }
    Object value = node instanceof ScalarNode scalar ? scalar.value() : node;
    boolean number = Numbers.isNumber(value) && !"s".equals(parts.group(8));
    if (!number && !(value instanceof String)) {
      throw new OperationException(
          "the format '" + spec + "' does not fit " + Operators.typeName(node));
    }
    String shown = number ? number(value, parts) : text((String) value, parts);
    return pad(shown, parts, number);
  }

  private static String text(String value, Matcher parts) {
    String type = parts.group(8);
    boolean numeric =
        parts.group(3) != null || parts.group(6) != null || "=".equals(parts.group(2));
    if (numeric || (type != null && !type.equals("s"))) {
      throw new OperationException("the format '" + parts.group() + "' does not fit str");
    }
    int length = value.codePointCount(0, value.length());
    if (parts.group(7) == null || Integer.parseInt(parts.group(7)) >= length) {
      return value;
    }
    return value.substring(0, value.offsetByCodePoints(0, Integer.parseInt(parts.group(7))));
  }

  private static String number(Object value, Matcher parts) {
    String type = parts.group(8) == null ? "" : parts.group(8);
    String digits = parts.group(7);
    int precision = digits == null ? 6 : limited(digits);
    String shown =
        switch (type) {
          case "f", "F" -> fixed(value, precision);
          case "%" -> fixed(Numbers.apply("*", value, 100.0), precision) + "%";
          case "e", "E" -> exponent(value, precision, type);
          case "d", "x", "X", "o", "b" -> whole(value, type);
          default -> general(value, digits);
        };
    if (parts.group(6) != null) {
      shown = shown.replaceFirst("^(-?\\d+)", grouped(shown));
    }
    String sign = parts.group(3);
    return sign != null && !sign.equals("-") && !shown.startsWith("-") ? sign + shown : shown;
  }

  private static String general(Object value, String precision) {
    if (precision != null) {
      throw new OperationException("unsupported: a precision without 'f', 'e' or '%'");
    }
    return PythonText.scalar(
        value instanceof Boolean ? Numbers.narrow(Numbers.whole(value)) : value);
  }

  private static String fixed(Object value, int precision) {
    double real = Numbers.real(value);
    return Double.isFinite(real)
        ? sign(real)
            + new BigDecimal(Math.abs(real))
                .setScale(precision, RoundingMode.HALF_EVEN)
                .toPlainString()
        : PythonText.number(real);
  }

  private static String exponent(Object value, int precision, String type) {
    double real = Numbers.real(value);
    return Double.isFinite(real)
        ? sign(real) + String.format("%." + precision + type, new BigDecimal(Math.abs(real)))
        : PythonText.number(real);
  }

  /** A minus below zero, and for the negative zero too. */
  private static String sign(double value) {
    return value < 0 || (value == 0 && 1 / value < 0) ? "-" : "";
  }

  private static String whole(Object value, String type) {
    if (!Numbers.isWhole(value)) {
      throw new OperationException("the format '" + type + "' does not fit float");
    }
    BigInteger whole = Numbers.whole(value);
    return switch (type) {
      case "x" -> whole.toString(16);
      case "X" -> whole.toString(16).toUpperCase(Locale.ROOT);
      case "o" -> whole.toString(8);
      case "b" -> whole.toString(2);
      default -> whole.toString();
    };
  }

  private static String grouped(String shown) {
    int start = shown.startsWith("-") ? 1 : 0;
    int end = start;
    while (end < shown.length() && Character.isDigit(shown.charAt(end))) {
      end++;
    }
    StringBuilder out = new StringBuilder(shown.substring(0, end));
    for (int i = end - 3; i > start; i -= 3) {
      out.insert(i, ',');
    }
    return out.toString();
  }

  private static String pad(String shown, Matcher parts, boolean number) {
    int width = parts.group(5).isEmpty() ? 0 : limited(parts.group(5));
    int missing = width - shown.codePointCount(0, shown.length());
    if (missing <= 0) {
      return shown;
    }
    boolean zeros = parts.group(4) != null && parts.group(2) == null && number;
    String align = parts.group(2) != null ? parts.group(2) : zeros ? "=" : number ? ">" : "<";
    String fill = parts.group(1) != null ? parts.group(1) : parts.group(4) != null ? "0" : " ";
    int left =
        switch (align) {
          case "<" -> 0;
          case "^" -> missing / 2;
          default -> missing;
        };
    int sign = align.equals("=") && "+- ".indexOf(shown.charAt(0)) >= 0 ? 1 : 0;
    return shown.substring(0, sign)
        + fill.repeat(left)
        + shown.substring(sign)
        + fill.repeat(missing - left);
  }

  private static int limited(String digits) {
    int value = Integer.parseInt(digits);
    if (value > MAX_WIDTH) {
      throw new OperationException("a width or precision of more than " + MAX_WIDTH);
    }
    return value;
  }
}
