package org.vedette.base;

/**
 * A place in a text file.
 *
 * @param file the file as the user named it, or a name in angle brackets such as {@code
 *     <--cfg-options>}
 * @param line the line, from 1; 0 when only the file is known
 * @param column the column, from 1; 0 when only the line is known
 */
public record Location(String file, int line, int column) {
  /** A place that nobody knows: values made by code. */
  public static final Location UNKNOWN = new Location("<code>", 0, 0);

  @Override
  public String toString() {
    return line == 0 ? file : column == 0 ? file + ":" + line : file + ":" + line + ":" + column;
  }
}
