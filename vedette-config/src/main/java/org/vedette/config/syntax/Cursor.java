package org.vedette.config.syntax;

import java.util.List;
import java.util.Set;
import org.vedette.base.ConfigException;

/** The tokens of a text, one after the other, and what the parsers ask of them. */
final class Cursor {
  private static final Set<String> KEYWORDS =
      Set.of(
          "False",
          "None",
          "True",
          "and",
          "as",
          "assert",
          "async",
          "await",
          "break",
          "class",
          "continue",
          "def",
          "del",
          "elif",
          "else",
          "except",
          "finally",
          "for",
          "from",
          "global",
          "if",
          "import",
          "in",
          "is",
          "lambda",
          "nonlocal",
          "not",
          "or",
          "pass",
          "raise",
          "return",
          "try",
          "while",
          "with",
          "yield");

  private final Source source;
  private final List<Token> tokens;
  private int at;
  private int depth;

  Cursor(Source source, List<Token> tokens) {
    this.source = source;
    this.tokens = tokens;
  }

  static boolean isKeyword(String name) {
    return KEYWORDS.contains(name);
  }

  Source source() {
    return source;
  }

  Token peek() {
    return tokens.get(at);
  }

  Token peekNext() {
    return tokens.get(Math.min(at + 1, tokens.size() - 1));
  }

  int offset() {
    return peek().start();
  }

  Token next() {
    return tokens.get(at++);
  }

  boolean is(String text) {
    return peek().is(text);
  }

  boolean is(Token.Kind kind) {
    return peek().kind() == kind;
  }

  boolean accept(String text) {
    boolean found = is(text);
    if (found) {
      at++;
    }
    return found;
  }

  void expect(String text) {
    if (!accept(text)) {
      throw unexpected("'" + text + "'");
    }
  }

  void expect(Token.Kind kind, String what) {
    if (!is(kind)) {
      throw unexpected(what);
    }
    at++;
  }

  /** A name that is no keyword. */
  String name(String what) {
    Token token = peek();
    if (token.kind() != Token.Kind.NAME || isKeyword((String) token.value())) {
      throw unexpected(what);
    }
    at++;
    return (String) token.value();
  }

  ConfigException unexpected(String expected) {
    return source.error(offset(), "expected " + expected + ", got " + describe(peek()));
  }

  ConfigException error(int offset, String message) {
    return source.error(offset, message);
  }

  /** Counts one more level of expressions in expressions, so that none can overflow the stack. */
  void enter() {
    if (++depth > Lexer.MAX_NESTING) {
      throw source.error(
          offset(), "more than " + Lexer.MAX_NESTING + " expressions inside each other");
    }
  }

  void leave() {
    depth--;
  }

  private String describe(Token token) {
    return switch (token.kind()) {
      case END -> "the end of the text";
      case NEWLINE -> "the end of the line";
      case INDENT -> "an indented line";
      case DEDENT -> "the end of the block";
      default -> "'" + abbreviated(source.text().substring(token.start(), token.end())) + "'";
    };
  }

  private static String abbreviated(String text) {
    return text.length() <= 40 ? text : text.substring(0, 37) + "...";
  }
}
