package org.vedette.config.syntax;

import java.util.Locale;

/** Reads one string of the text: prefixes, triple quotes, escapes. */
final class StringScanner {
  private final Source source;
  private final String text;
  private final int start;
  private final int quote;
  private final int end;

  /** A scanner of the string whose prefix begins at {@code start} and quote at {@code quote}. */
  StringScanner(Source source, int start, int quote, int end) {
    this.source = source;
    this.text = source.text();
    this.start = start;
    this.quote = quote;
    this.end = end;
  }

  /** The place of the quote when a string begins at {@code at}, else -1. */
  static int quoteAfterPrefix(String text, int at, int end) {
    for (int i = at; i < end && i <= at + 2; i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\'') {
        return i;
      }
      if ("rRuUbBfF".indexOf(c) < 0) {
        return -1;
      }
    }
    return -1;
  }

  /** The string as a token: its value, or its {@link Token.Body} when it is an f-string. */
  Token scan() {
    String prefix = text.substring(start, quote).toLowerCase(Locale.ROOT);
    boolean raw = prefix.contains("r");
    boolean formatted = prefix.contains("f");
    if (prefix.contains("b")) {
      throw source.error(start, "unsupported: a config has no use for bytes");
    }
    if (prefix.length() == 2 && !(raw && formatted)) {
      throw source.error(start, "no such string prefix: " + prefix);
    }
    char mark = text.charAt(quote);
    boolean triple = text.startsWith(String.valueOf(mark).repeat(3), quote) && quote + 3 <= end;
    int bodyStart = quote + (triple ? 3 : 1);
    int bodyEnd = closing(bodyStart, mark, triple);
    int after = bodyEnd + (triple ? 3 : 1);
    if (formatted) {
      Token.Body body = new Token.Body(bodyStart, bodyEnd, raw);
      return new Token(Token.Kind.FORMATTED, start, after, body);
    }
    String value = decode(source, bodyStart, bodyEnd, raw);
    return new Token(Token.Kind.STRING, start, after, value);
  }

  private int closing(int bodyStart, char mark, boolean triple) {
    for (int i = bodyStart; i < end; i++) {
      char c = text.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == mark && (!triple || isTriple(i, mark))) {
        return i;
      } else if (!triple && Lexer.isNewline(c)) {
        break;
      }
    }
    throw source.error(start, "the string is not closed");
  }

  private boolean isTriple(int i, char mark) {
    return i + 2 < end && text.charAt(i + 1) == mark && text.charAt(i + 2) == mark;
  }

  /** The value of the characters {@code [start, end)} between quotes. */
  static String decode(Source source, int start, int end, boolean raw) {
    String body = source.text().substring(start, end);
    if (body.indexOf('\r') >= 0) {
      body = body.replace("\r\n", "\n").replace('\r', '\n');
    }
    return raw || body.indexOf('\\') < 0 ? body : new Escapes(source, start, body).decode();
  }

  /** Python's backslash escapes; an unknown one stays as it is. */
  private static final class Escapes {
    private final Source source;
    private final int start;
    private final String body;
    private final StringBuilder out = new StringBuilder();
    private int at;

    Escapes(Source source, int start, String body) {
      this.source = source;
      this.start = start;
      this.body = body;
    }

    String decode() {
      while (at < body.length()) {
        char c = body.charAt(at++);
        if (c == '\\') {
          escape(body.charAt(at++));
        } else {
          out.append(c);
        }
      }
      return out.toString();
    }

    private void escape(char c) {
      switch (c) {
        case '\n' -> {}
        case '\\', '\'', '"' -> out.append(c);
        case 'a' -> out.append('\u0007');
        case 'b' -> out.append('\b');
        case 'f' -> out.append('\f');
        case 'n' -> out.append('\n');
        case 'r' -> out.append('\r');
        case 't' -> out.append('\t');
        case 'v' -> out.append('\u000B');
        case 'x' -> codePoint(hex(2));
        case 'u' -> codePoint(hex(4));
        case 'U' -> codePoint(hex(8));
        case 'N' -> named();
        case '0', '1', '2', '3', '4', '5', '6', '7' -> octal(c);
        default -> out.append('\\').append(c);
      }
    }

    private void octal(char first) {
      int value = first - '0';
      for (int i = 0; i < 2 && at < body.length(); i++) {
        int digit = Character.digit(body.charAt(at), 8);
        if (digit < 0) {
          break;
        }
        value = 8 * value + digit;
        at++;
      }
      out.append((char) value);
    }

    private int hex(int digits) {
      if (at + digits <= body.length()) {
        String text = body.substring(at, at + digits);
        if (text.chars().allMatch(c -> c < 128 && Character.digit(c, 16) >= 0)) {
          at += digits;
          return Integer.parseUnsignedInt(text, 16);
        }
      }
      throw source.error(start, "a truncated \\x, \\u or \\U escape in the string");
    }

    private void codePoint(int value) {
      if (!Character.isValidCodePoint(value)) {
        throw source.error(start, "an escape in the string names no character");
      }
      out.appendCodePoint(value);
    }

    private void named() {
      int close = body.indexOf('}', at);
      if (at < body.length() && body.charAt(at) == '{' && close > 0) {
        try {
          out.appendCodePoint(Character.codePointOf(body.substring(at + 1, close)));
          at = close + 1;
          return;
        } catch (IllegalArgumentException e) {
          // Reported below with the place.
        }
      }
      throw source.error(start, "a \\N escape in the string names no character");
    }
  }
}
