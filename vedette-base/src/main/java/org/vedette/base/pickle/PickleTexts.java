package org.vedette.base.pickle;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** The text forms of protocol 0 and the byte strings of Python 2. */
final class PickleTexts {
  /** Python's own bound for converting decimal digits. */
  private static final int MAX_DIGITS = 4300;

  private final PickleInput input;
  private final Charset python2;

  PickleTexts(PickleInput input, Charset python2) {
    this.input = input;
    this.python2 = python2;
  }

  /** A number, or a truth value written as 00 or 01. */
  Object intLine() {
    String line = number();
    return switch (line) {
      case "00" -> false;
      case "01" -> true;
      default -> integer(line);
    };
  }

  Object longLine() {
    String line = number();
    return integer(line.endsWith("L") ? line.substring(0, line.length() - 1) : line);
  }

  long indexLine() {
    if (intLine() instanceof Long index && index >= 0) {
      return index;
    }
    throw new PickleException("a memo index that is no number");
  }

  Double floatLine() {
    String line = number();
    return switch (line) {
      case "inf" -> Double.POSITIVE_INFINITY;
      case "-inf" -> Double.NEGATIVE_INFINITY;
      case "nan" -> Double.NaN;
      default -> finite(line);
    };
  }

  private static Double finite(String line) {
    try {
      return Double.valueOf(line);
    } catch (NumberFormatException e) {
      throw new PickleException("a float that is no number");
    }
  }

  private String number() {
    String line = input.line(StandardCharsets.ISO_8859_1).strip();
    if (line.length() > MAX_DIGITS) {
      throw PickleException.refused("a number of " + line.length() + " digits");
    }
    return line;
  }

  private static Object integer(String line) {
    try {
      return PickleInput.narrow(new BigInteger(line));
    } catch (NumberFormatException e) {
      throw new PickleException("an int that is no number");
    }
  }

  /** A byte string of Python 2; bytes that its encoding cannot hold are taken as latin-1. */
  String python2(long length) {
    ByteBuffer part = input.take(length);
    if (python2.equals(StandardCharsets.UTF_8) && !isAscii(part)) {
      String text = PickleInput.decode(part.duplicate(), python2);
      return StandardCharsets.UTF_8.encode(text).equals(part)
          ? text
          : PickleInput.decode(part, StandardCharsets.ISO_8859_1);
    }
    return PickleInput.decode(part, StandardCharsets.ISO_8859_1);
  }

  private static boolean isAscii(ByteBuffer part) {
    for (int i = 0; i < part.limit(); i++) {
      if (part.get(i) < 0) {
        return false;
      }
    }
    return true;
  }

  /** Python's repr of a byte string. */
  String quotedLine() {
    String line = input.line(StandardCharsets.ISO_8859_1).strip();
    int last = line.length() - 1;
    if (last < 1 || line.charAt(0) != line.charAt(last) || "'\"".indexOf(line.charAt(0)) < 0) {
      throw new PickleException("a text without its quotes");
    }
    return unescape(line.substring(1, last));
  }

  private static String unescape(String text) {
    if (text.indexOf('\\') < 0) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '\\') {
        out.append(c);
      } else if (i + 1 == text.length()) {
        throw new PickleException("a text that ends in a backslash");
      } else {
        i = escape(text, i + 1, out);
      }
    }
    return out.toString();
  }

  /** Appends the escape whose letter is at {@code i}; returns the index of its last character. */
  private static int escape(String text, int i, StringBuilder out) {
    char letter = text.charAt(i);
    switch (letter) {
      case 'n' -> out.append('\n');
      case 't' -> out.append('\t');
      case 'r' -> out.append('\r');
      case 'a' -> out.append('\u0007');
      case 'b' -> out.append('\b');
      case 'f' -> out.append('\f');
      case 'v' -> out.append('\u000b');
      case '\\', '\'', '"' -> out.append(letter);
      case 'x' -> {
        out.append((char) hex(text, i + 1, 2));
        return i + 2;
      }
      default -> out.append('\\').append(letter);
    }
    return i;
  }

  /** A line of unicode in which only backslash-u and backslash-U are escapes. */
  String rawUnicodeLine() {
    String line = input.line(StandardCharsets.ISO_8859_1);
    StringBuilder out = new StringBuilder(line.length());
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      char next = c == '\\' && i + 1 < line.length() ? line.charAt(i + 1) : 0;
      if (next == 'u') {
        out.append((char) hex(line, i + 2, 4));
        i += 5;
      } else if (next == 'U') {
        out.appendCodePoint(codePoint(hex(line, i + 2, 8)));
        i += 9;
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }

  private static int codePoint(long value) {
    if (value > Character.MAX_CODE_POINT) {
      throw new PickleException("a text with an impossible character");
    }
    return (int) value;
  }

  private static long hex(String text, int from, int digits) {
    try {
      return Long.parseLong(text, from, from + digits, 16);
    } catch (NumberFormatException | IndexOutOfBoundsException e) {
      throw new PickleException("a text with a broken escape");
    }
  }
}
