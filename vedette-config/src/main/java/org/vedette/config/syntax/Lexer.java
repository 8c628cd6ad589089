package org.vedette.config.syntax;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Cuts a text into tokens by Python's rules, with INDENT and DEDENT where a block begins or ends.
 */
final class Lexer {
  /** Python's own bound on brackets in brackets. */
  static final int MAX_NESTING = 200;

  private static final int TAB = 8;
  // Longest first, so that the first that fits is right.
  private static final String[] OPERATORS = {
    "**=", "//=", ">>=", "<<=", "...", "**", "//", "==", "!=", "<=", ">=", "->", "+=", "-=", "*=",
    "/=", "%=", "@=", "&=", "|=", "^=", ":=", "<<", ">>", "+", "-", "*", "/", "%", "@", "(", ")",
    "[", "]", "{", "}", ",", ":", ".", ";", "=", "<", ">", "&", "|", "^", "~"
  };

  private final Source source;
  private final String text;
  private final int end;
  private final List<Token> tokens = new ArrayList<>();
  private final Deque<Token> brackets = new ArrayDeque<>();
  private final Deque<Integer> indents = new ArrayDeque<>();
  private int at;

  /** A lexer of {@code [start, end)} of the source. */
  Lexer(Source source, int start, int end) {
    this.source = source;
    this.text = source.text();
    this.at = start;
    this.end = end;
  }

  /** The tokens of a file. */
  static List<Token> file(Source source) {
    Lexer lexer = new Lexer(source, 0, source.text().length());
    return lexer.lines();
  }

  /** The tokens of one expression, which may go over lines. */
  static List<Token> expression(Source source, int start, int end) {
    Lexer lexer = new Lexer(source, start, end);
    while (lexer.skipBlank(true)) {
      lexer.token();
    }
    return lexer.finish();
  }

  private List<Token> lines() {
    if (text.startsWith("\uFEFF")) {
      at = 1;
    }
    indents.push(0);
    while (at < end) {
      indentation();
      while (skipBlank(false)) {
        token();
      }
      if (at < end) {
        newline();
      }
    }
    if (!tokens.isEmpty() && last().kind() != Token.Kind.NEWLINE) {
      add(Token.Kind.NEWLINE, at, null);
    }
    closeBlocks(0);
    return finish();
  }

  private List<Token> finish() {
    if (!brackets.isEmpty()) {
      Token open = brackets.peek();
      throw source.error(open.start(), "'" + open.value() + "' was never closed");
    }
    add(Token.Kind.END, at, null);
    return tokens;
  }

  /** Measures a line's indentation and opens or closes blocks; blank lines do neither. */
  private void indentation() {
    int column = 0;
    int start = at;
    for (; at < end; at++) {
      char c = text.charAt(at);
      if (c == ' ') {
        column++;
      } else if (c == '\t') {
        column = (column / TAB + 1) * TAB;
      } else if (c == '\f') {
        column = 0;
      } else {
        break;
      }
    }
    if (at == end || text.charAt(at) == '#' || isNewline(text.charAt(at))) {
      return;
    }
    if (column > indents.peek()) {
      indents.push(column);
      add(Token.Kind.INDENT, start, null);
    } else {
      closeBlocks(column);
    }
  }

  private void closeBlocks(int column) {
    while (indents.peek() > column) {
      indents.pop();
      add(Token.Kind.DEDENT, at, null);
    }
    if (indents.peek() != column) {
      throw source.error(at, "the indentation fits no line above");
    }
  }

  private void newline() {
    int start = at;
    at++;
    boolean blank = tokens.isEmpty() || last().kind() == Token.Kind.NEWLINE;
    if (!blank && last().kind() != Token.Kind.DEDENT && last().kind() != Token.Kind.INDENT) {
      add(Token.Kind.NEWLINE, start, null);
    }
  }

  /**
   * Moves to the next token of the line, over blanks, comments and, inside brackets, line ends.
   * False when there is none.
   */
  private boolean skipBlank(boolean overLines) {
    while (at < end) {
      char c = text.charAt(at);
      if (c == '#') {
        while (at < end && !isNewline(text.charAt(at))) {
          at++;
        }
      } else if (isNewline(c)) {
        if (!overLines && brackets.isEmpty()) {
          return false;
        }
        at++;
      } else if (c == '\\') {
        continuation();
      } else if (c == ' ' || c == '\t' || c == '\f') {
        at++;
      } else {
        return true;
      }
    }
    return false;
  }

  private void continuation() {
    int next = at + 1;
    if (next >= end || !isNewline(text.charAt(next))) {
      throw source.error(at, "unexpected character after the line continuation '\\'");
    }
    boolean crlf = text.charAt(next) == '\r' && next + 1 < end && text.charAt(next + 1) == '\n';
    at = next + (crlf ? 2 : 1);
  }

  private void token() {
    char c = text.charAt(at);
    if (isDigit(c) || (c == '.' && at + 1 < end && isDigit(text.charAt(at + 1)))) {
      NumberScanner numbers = new NumberScanner(source, at, end);
      Object value = numbers.scan();
      int start = at;
      at = numbers.position();
      tokens.add(new Token(Token.Kind.NUMBER, start, at, value));
      return;
    }
    int quote = StringScanner.quoteAfterPrefix(text, at, end);
    if (quote >= 0) {
      StringScanner strings = new StringScanner(source, at, quote, end);
      tokens.add(strings.scan());
      at = last().end();
    } else if (isNameStart(text.codePointAt(at))) {
      name();
    } else {
      operator();
    }
  }

  private void name() {
    int start = at;
    while (at < end && isNamePart(text.codePointAt(at))) {
      at += Character.charCount(text.codePointAt(at));
    }
    tokens.add(new Token(Token.Kind.NAME, start, at, text.substring(start, at)));
  }

  private void operator() {
    for (String operator : OPERATORS) {
      if (at + operator.length() <= end && text.startsWith(operator, at)) {
        Token token = new Token(Token.Kind.OPERATOR, at, at + operator.length(), operator);
        bracket(token, operator);
        tokens.add(token);
        at = token.end();
        return;
      }
    }
    throw source.error(at, "unexpected character " + describe(text.codePointAt(at)));
  }

  private void bracket(Token token, String operator) {
    switch (operator) {
      case "(", "[", "{" -> {
        if (brackets.size() == MAX_NESTING) {
          throw source.error(at, "more than " + MAX_NESTING + " brackets inside each other");
        }
        brackets.push(token);
      }
      case ")", "]", "}" -> {
        if (brackets.isEmpty()) {
          throw source.error(at, "'" + operator + "' closes nothing");
        }
        Token open = brackets.pop();
        int kind = "([{".indexOf((String) open.value());
        if (kind != ")]}".indexOf(operator)) {
          throw source.error(
              at,
              "'"
                  + operator
                  + "' does not close '"
                  + open.value()
                  + "' of "
                  + source.location(open.start()));
        }
      }
      default -> {}
    }
  }

  private static String describe(int codePoint) {
    boolean visible = codePoint > ' ' && Character.isDefined(codePoint);
    return (visible ? "'" + Character.toString(codePoint) + "' " : "")
        + String.format("(U+%04X)", codePoint);
  }

  private void add(Token.Kind kind, int start, Object value) {
    tokens.add(new Token(kind, start, at, value));
  }

  private Token last() {
    return tokens.get(tokens.size() - 1);
  }

  static boolean isNewline(char c) {
    return c == '\n' || c == '\r';
  }

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /** Whether a name can begin with the character. */
  static boolean isNameStart(int c) {
    return c == '_' || Character.isUnicodeIdentifierStart(c);
  }

  /** Whether a name can go on with the character. */
  static boolean isNamePart(int c) {
    return c == '_'
        || (Character.isUnicodeIdentifierPart(c) && !Character.isIdentifierIgnorable(c));
  }
}
