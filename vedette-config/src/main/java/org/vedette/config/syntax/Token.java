package org.vedette.config.syntax;

/**
 * A word of the text.
 *
 * @param kind what it is
 * @param start its first character
 * @param end the character after its last one
 * @param value the text of a name or operator, the value of a number or string, the {@link Body} of
 *     an f-string; null for the rest
 */
record Token(Kind kind, int start, int end, Object value) {
  /** What a word can be. */
  enum Kind {
    NAME,
    NUMBER,
    STRING,
    FORMATTED,
    OPERATOR,
    NEWLINE,
    INDENT,
    DEDENT,
    END
  }

  /**
   * The text between the quotes of an f-string.
   *
   * @param start its first character
   * @param end the character after its last one
   * @param raw whether backslashes are plain characters
   */
  record Body(int start, int end, boolean raw) {}

  boolean is(String text) {
    return (kind == Kind.OPERATOR || kind == Kind.NAME) && text.equals(value);
  }
}
