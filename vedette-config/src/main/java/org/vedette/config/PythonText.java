package org.vedette.config;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Map;

/** Values as Python's {@code repr} and {@code str} show them. */
public final class PythonText {
  private static final int DOUBLE_DIGITS = 17;

  private final StringBuilder out = new StringBuilder();
  private final Budget budget = new Budget();

  private PythonText() {}

  /** The value as Python's {@code repr} writes it; a class of a lazy config by its bare name. */
  public static String repr(ConfigNode node) {
    PythonText text = new PythonText();
    text.append(node);
    return text.out.toString();
  }

  /** The value as Python's {@code str} writes it: a string without quotes, all else as repr. */
  public static String str(ConfigNode node) {
    return node instanceof ScalarNode scalar && scalar.value() instanceof String text
        ? text
        : repr(node);
  }

  private void append(ConfigNode node) {
    budget.spend(1);
    budget.enter();
    if (node instanceof ScalarNode scalar) {
      out.append(scalar(scalar.value()));
    } else if (node instanceof ListNode list) {
      appendList(list);
    } else if (node instanceof DictNode dict) {
      appendDict(dict);
    } else if (node instanceof TypeNode type) {
      out.append(type.name());
    }
    if (out.length() > Budget.MAX_TEXT) {
      throw new OperationException("the text grows beyond " + Budget.MAX_TEXT + " characters");
    }
    budget.leave();
  }

  private void appendList(ListNode list) {
    out.append(list.isTuple() ? '(' : '[');
    String separator = "";
    for (ConfigNode item : list.items()) {
      out.append(separator);
      append(item);
      separator = ", ";
    }
    out.append(list.isTuple() && list.items().size() == 1 ? "," : "");
    out.append(list.isTuple() ? ')' : ']');
  }

  private void appendDict(DictNode dict) {
    out.append('{');
    String separator = "";
    for (Map.Entry<Object, ConfigNode> entry : dict.entries().entrySet()) {
      out.append(separator).append(scalar(entry.getKey())).append(": ");
      append(entry.getValue());
      separator = ", ";
    }
    out.append('}');
  }

  /** A String, Boolean, number or null as Python's {@code repr} writes it. */
  public static String scalar(Object value) {
    if (value == null) {
      return "None";
    }
    if (value instanceof String text) {
      return quoted(text);
    }
    if (value instanceof Boolean flag) {
      return flag ? "True" : "False";
    }
    return value instanceof Double number ? number(number) : value.toString();
  }

  /**
   * A float as Python writes it: the fewest digits that give the same number again, with an
   * exponent below 1e-4 and from 1e16 on.
   */
  public static String number(double value) {
    if (Double.isNaN(value)) {
      return "nan";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "inf" : "-inf";
    }
    if (value == 0) {
      return 1 / value < 0 ? "-0.0" : "0.0";
    }
    BigDecimal shortest = shortest(Math.abs(value));
    String digits = shortest.unscaledValue().toString();
    int exponent = digits.length() - 1 - shortest.scale();
    String text = exponent < -4 || exponent >= 16 ? scientific(digits, exponent) : plain(shortest);
    return value < 0 ? "-" + text : text;
  }

  // Java 17's Double.toString does not always give the fewest digits.
  private static BigDecimal shortest(double value) {
    BigDecimal exact = new BigDecimal(value);
    for (int digits = 1; digits < DOUBLE_DIGITS; digits++) {
      BigDecimal rounded = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
      if (rounded.doubleValue() == value) {
        return rounded.stripTrailingZeros();
      }
    }
    return exact.round(new MathContext(DOUBLE_DIGITS, RoundingMode.HALF_EVEN));
  }

  private static String plain(BigDecimal value) {
    String text = value.toPlainString();
    return text.indexOf('.') < 0 ? text + ".0" : text;
  }

  private static String scientific(String digits, int exponent) {
    String mantissa = digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
    String sign = exponent < 0 ? "-" : "+";
    int size = Math.abs(exponent);
    return mantissa + "e" + sign + (size < 10 ? "0" : "") + size;
  }

  private static String quoted(String text) {
    char quote = text.indexOf('\'') >= 0 && text.indexOf('"') < 0 ? '"' : '\'';
    StringBuilder out = new StringBuilder(text.length() + 2).append(quote);
    text.codePoints().forEach(c -> appendEscaped(out, c, quote));
    return out.append(quote).toString();
  }

  private static void appendEscaped(StringBuilder out, int c, char quote) {
    switch (c) {
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      case '\\' -> out.append("\\\\");
      default -> {
        if (c == quote) {
          out.append('\\').append(quote);
        } else if (isPrintable(c)) {
          out.appendCodePoint(c);
        } else {
          out.append(
              c < 0x100
                  ? String.format("\\x%02x", c)
                  : c < 0x10000 ? String.format("\\u%04x", c) : String.format("\\U%08x", c));
        }
      }
    }
  }

  /** Whether the character is shown as it is instead of as an escape. */
  private static boolean isPrintable(int codePoint) {
    if (codePoint < 0x7f) {
      return codePoint >= ' ';
    }
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SPACE_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
