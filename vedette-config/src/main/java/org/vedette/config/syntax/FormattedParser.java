package org.vedette.config.syntax;

import java.util.ArrayList;
import java.util.List;

/** Parses strings that stand side by side, f-strings among them, into one value. */
final class FormattedParser {
  private final Cursor cursor;
  private final Source source;
  private final String text;
  private final List<Expr.Piece> pieces = new ArrayList<>();
  private final StringBuilder plain = new StringBuilder();

  FormattedParser(Cursor cursor) {
    this.cursor = cursor;
    this.source = cursor.source();
    this.text = source.text();
  }

  /** Adjacent strings: a literal when all are plain. */
  Expr strings() {
    int offset = cursor.offset();
    while (cursor.is(Token.Kind.STRING) || cursor.is(Token.Kind.FORMATTED)) {
      Token token = cursor.next();
      if (token.value() instanceof Token.Body body) {
        cursor.enter();
        body(body);
        cursor.leave();
      } else {
        plain.append((String) token.value());
      }
    }
    if (pieces.isEmpty()) {
      return new Expr.Literal(offset, plain.toString());
    }
    flush();
    return new Expr.Formatted(offset, pieces);
  }

  private void flush() {
    if (!plain.isEmpty()) {
      pieces.add(new Expr.Piece(plain.toString(), null, '\0', ""));
      plain.setLength(0);
    }
  }

  private void body(Token.Body body) {
    int from = body.start();
    int at = from;
    while (at < body.end()) {
      char c = text.charAt(at);
      if (c == '\\' && !body.raw()) {
        at = text.startsWith("N{", at + 1) ? text.indexOf('}', at) + 1 : at + 2;
      } else if (c != '{' && c != '}') {
        at++;
      } else {
        plain.append(StringScanner.decode(source, from, at, body.raw()));
        boolean doubled = at + 1 < body.end() && text.charAt(at + 1) == c;
        if (doubled) {
          plain.append(c);
          at += 2;
        } else if (c == '}') {
          throw source.error(at, "a single '}' in an f-string", "write '}}'");
        } else {
          at = value(at + 1, body.end());
        }
        from = at;
      }
    }
    plain.append(StringScanner.decode(source, from, body.end(), body.raw()));
  }

  /** The value that begins at {@code start}; gives the character after its closing brace. */
  private int value(int start, int end) {
    int stop = endOfExpression(start, end);
    boolean shown = stop > start && text.charAt(stop - 1) == '=';
    if (shown) {
      throw source.error(start, "unsupported: '=' after a value in an f-string");
    }
    Cursor inner = new Cursor(source, Lexer.expression(source, start, stop));
    if (inner.is(Token.Kind.END)) {
      throw source.error(start, "an f-string has braces without a value");
    }
    Expr value = new ExpressionParser(inner).expressionList();
    inner.expect(Token.Kind.END, "'}'");
    char conversion = '\0';
    int at = stop;
    if (text.charAt(at) == '!') {
      conversion = text.charAt(at + 1);
      if (conversion != 'r' && conversion != 's') {
        throw source.error(at, "unsupported conversion in an f-string", "use !r or !s");
      }
      at += 2;
    }
    String format = "";
    if (text.charAt(at) == ':') {
      int close = text.indexOf('}', at);
      format = close < 0 ? "" : text.substring(at + 1, close);
      if (format.indexOf('{') >= 0) {
        throw source.error(at, "unsupported: a value inside the format of an f-string");
      }
      at = close;
    }
    if (at < 0 || at >= end || text.charAt(at) != '}') {
      throw source.error(start, "expected '}' in the f-string");
    }
    flush();
    pieces.add(new Expr.Piece(null, value, conversion, format));
    return at + 1;
  }

  /** The '!', ':' or '}' that ends the expression: the first outside brackets and quotes. */
  private int endOfExpression(int start, int end) {
    int depth = 0;
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      if (c == '\'' || c == '"') {
        i = text.indexOf(c, i + 1);
        if (i < 0 || i >= end) {
          break;
        }
      } else if (c == '(' || c == '[' || c == '{') {
        depth++;
      } else if (depth > 0 && (c == ')' || c == ']' || c == '}')) {
        depth--;
      } else if (depth == 0 && isEnd(i, end)) {
        return i;
      }
    }
    throw source.error(start, "expected '}' in the f-string");
  }

  private boolean isEnd(int at, int end) {
    char c = text.charAt(at);
    return c == '}' || c == ':' || (c == '!' && at + 1 < end && text.charAt(at + 1) != '=');
  }
}
