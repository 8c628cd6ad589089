package org.vedette.config.syntax;

import java.util.Arrays;
import java.util.List;
import org.vedette.base.ConfigException;
import org.vedette.base.Location;
import org.vedette.base.Problem;

/**
 * A text to be parsed, and where each of its characters stands in the user's file: templates are
 * replaced before parsing, and errors must still point into the file.
 */
public final class Source {
  private final String file;
  private final String text;
  private final int[] lineStarts;
  private final int[] origins;
  private final int firstLine;

  /** One replacement of {@code [start, end)} by {@code text}. */
  public record Edit(int start, int end, String text) {}

  private Source(String file, String text, int[] lineStarts, int[] origins, int firstLine) {
    this.file = file;
    this.text = text;
    this.lineStarts = lineStarts;
    this.origins = origins;
    this.firstLine = firstLine;
  }

  /** The text of a file as it is; {@code file} is what errors call it. */
  public static Source of(String file, String text) {
    return new Source(file, text, lineStarts(text), null, 1);
  }

  /** One line of a file that is read line by line; {@code number} counts from 1. */
  public static Source ofLine(String file, String line, int number) {
    return new Source(file, line, new int[] {0}, null, number);
  }

  /** The same file with parts replaced; {@code edits} are in order and do not overlap. */
  public Source edited(List<Edit> edits) {
    if (edits.isEmpty()) {
      return this;
    }
    StringBuilder out = new StringBuilder();
    int[] from = new int[text.length() + edits.stream().mapToInt(e -> e.text().length()).sum() + 1];
    int at = 0;
    for (Edit edit : edits) {
      at = keep(out, from, at, edit.start());
      Arrays.fill(from, out.length(), out.length() + edit.text().length(), origin(at));
      out.append(edit.text());
      at = edit.end();
    }
    keep(out, from, at, text.length());
    from[out.length()] = origin(text.length());
    return new Source(
        file, out.toString(), lineStarts, Arrays.copyOf(from, out.length() + 1), firstLine);
  }

  private int keep(StringBuilder out, int[] from, int start, int end) {
    for (int i = start; i < end; i++) {
      from[out.length()] = origin(i);
      out.append(text.charAt(i));
    }
    return end;
  }

  /** What errors call the file. */
  public String file() {
    return file;
  }

  /** The text to be parsed. */
  public String text() {
    return text;
  }

  /** The place in the user's file of a character of {@link #text}. */
  public Location location(int offset) {
    int origin = origin(offset);
    int found = Arrays.binarySearch(lineStarts, origin);
    int line = found >= 0 ? found : -found - 2;
    return new Location(file, firstLine + line, origin - lineStarts[line] + 1);
  }

  /** An error at a character of {@link #text}. */
  public ConfigException error(int offset, String message) {
    return new ConfigException(Problem.of(location(offset), "", message));
  }

  /** An error at a character of {@link #text}, with what to do about it. */
  public ConfigException error(int offset, String message, String hint) {
    return new ConfigException(Problem.of(location(offset), "", message).withHint(hint));
  }

  private int origin(int offset) {
    return origins == null ? offset : origins[offset];
  }

  private static int[] lineStarts(String text) {
    int[] starts = new int[16];
    int lines = 1;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean ends =
          c == '\n' || (c == '\r' && (i + 1 == text.length() || text.charAt(i + 1) != '\n'));
      if (ends) {
        if (lines == starts.length) {
          starts = Arrays.copyOf(starts, 2 * lines);
        }
        starts[lines++] = i + 1;
      }
    }
    return Arrays.copyOf(starts, lines);
  }
}
