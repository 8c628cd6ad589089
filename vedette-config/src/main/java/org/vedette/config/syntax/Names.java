package org.vedette.config.syntax;

/** What may be a name. */
public final class Names {
  private Names() {}

  /** Whether the text can name a variable or keyword argument. */
  public static boolean isIdentifier(String text) {
    return !text.isEmpty()
        && Lexer.isNameStart(text.codePointAt(0))
        && text.codePoints().allMatch(Lexer::isNamePart)
        && !Cursor.isKeyword(text);
  }
}
