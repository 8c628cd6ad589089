package org.vedette.base;

import java.util.ArrayList;
import java.util.List;

/**
 * One thing that is wrong with a config: where it stands, what it is, and how to mend it.
 *
 * @param location the file and line of the value
 * @param path the key's path in the config such as {@code model.neck.in_channels}; empty when there
 *     is none
 * @param message what is wrong, one sentence
 * @param expected what would be right; empty when the message says it all
 * @param got what was found; empty when the message says it all
 * @param hint what to do, such as "did you mean 'num_outs'?"; empty when there is none
 */
public record Problem(
    Location location, String path, String message, String expected, String got, String hint) {
  /** A problem that its message describes completely. */
  public static Problem of(Location location, String path, String message) {
    return new Problem(location, path, message, "", "", "");
  }

  /** The same problem with a hint. */
  public Problem withHint(String text) {
    return new Problem(location, path, message, expected, got, text);
  }

  @Override
  public String toString() {
    List<String> parts = new ArrayList<>();
    parts.add(location + ": " + (path.isEmpty() ? "" : path + ": ") + message);
    if (!expected.isEmpty()) {
      parts.add("expected " + expected);
    }
    if (!got.isEmpty()) {
      parts.add("got " + got);
    }
    if (!hint.isEmpty()) {
      parts.add(hint);
    }
    return String.join("; ", parts);
  }
}
