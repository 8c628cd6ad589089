package org.vedette.config.syntax;

import java.math.BigInteger;

/** Reads one number of the text: whole numbers of any base, and floats. */
final class NumberScanner {
  /** Python's own bound on the digits of a whole number. */
  private static final int MAX_DIGITS = 4300;

  private final Source source;
  private final String text;
  private final int start;
  private final int end;
  private int at;

  NumberScanner(Source source, int start, int end) {
    this.source = source;
    this.text = source.text();
    this.start = start;
    this.at = start;
    this.end = end;
  }

  /** The character after the number. */
  int position() {
    return at;
  }

  /** The number: a Long, a BigInteger beyond 64 bits, or a Double. */
  Object scan() {
    int radix = peek(0) == '0' ? radix(Character.toLowerCase(peek(1))) : 10;
    Object value = radix == 10 ? decimal() : based(radix);
    if (at < end && Lexer.isNamePart(text.codePointAt(at))) {
      throw source.error(start, "invalid number " + text.substring(start, at + 1));
    }
    return value;
  }

  private static int radix(char letter) {
    return switch (letter) {
      case 'x' -> 16;
      case 'o' -> 8;
      case 'b' -> 2;
      default -> 10;
    };
  }

  private Object based(int radix) {
    at += 2;
    if (peek(0) == '_') {
      at++;
    }
    return whole(digits(radix), radix);
  }

  private Object decimal() {
    String whole = peek(0) == '.' ? "" : digits(10);
    boolean isFloat = false;
    String fraction = "";
    if (peek(0) == '.') {
      isFloat = true;
      at++;
      fraction = Lexer.isDigit(peek(0)) ? digits(10) : "";
    }
    String exponent = exponent();
    if (!isFloat && exponent.isEmpty()) {
      if (whole.length() > 1 && whole.charAt(0) == '0' && !whole.chars().allMatch(c -> c == '0')) {
        throw source.error(start, "a whole number must not begin with 0");
      }
      return whole(whole, 10);
    }
    return Double.parseDouble((whole.isEmpty() ? "0" : whole) + "." + fraction + "0" + exponent);
  }

  private String exponent() {
    if (Character.toLowerCase(peek(0)) != 'e') {
      return "";
    }
    int sign = peek(1) == '+' || peek(1) == '-' ? 1 : 0;
    if (!Lexer.isDigit(peek(1 + sign))) {
      return "";
    }
    String prefix = text.substring(at, at + 1 + sign);
    at += 1 + sign;
    return prefix + digits(10);
  }

  /** Digits, with single underscores between them left out. */
  private String digits(int radix) {
    StringBuilder digits = new StringBuilder();
    while (at < end) {
      char c = text.charAt(at);
      if (c < 128 && Character.digit(c, radix) >= 0) {
        digits.append(c);
      } else if (c != '_' || digits.isEmpty() || Character.digit(peek(1), radix) < 0) {
        break;
      }
      at++;
    }
    if (digits.isEmpty()) {
      throw source.error(start, "a number without digits");
    }
    return digits.toString();
  }

  private Object whole(String digits, int radix) {
    if (digits.length() > MAX_DIGITS) {
      throw source.error(start, "a number of more than " + MAX_DIGITS + " digits");
    }
    BigInteger value = new BigInteger(digits, radix);
    return value.bitLength() < Long.SIZE ? (Object) value.longValue() : value;
  }

  private char peek(int ahead) {
    return at + ahead < end ? text.charAt(at + ahead) : '\0';
  }
}
