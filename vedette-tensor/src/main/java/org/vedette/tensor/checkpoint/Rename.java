package org.vedette.tensor.checkpoint;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.vedette.base.CheckpointException;

/**
 * A change of weights' names, as upstream's {@code revise_keys}: a regular expression and its
 * replacement.
 */
public final class Rename {
  private final Pattern pattern;
  private final String replacement;

  private Rename(Pattern pattern, String replacement) {
    this.pattern = pattern;
    this.replacement = replacement;
  }

  /**
   * Parses {@code PATTERN=REPLACEMENT}; groups are written {@code \1}, as in Python.
   *
   * @throws CheckpointException when it is malformed
   */
  public static Rename parse(String text) {
    int equals = text.indexOf('=');
    if (equals < 1) {
      throw new CheckpointException("rename: expected PATTERN=REPLACEMENT, got '" + text + "'");
    }
    try {
      Pattern pattern = Pattern.compile(text.substring(0, equals));
      String replacement =
          text.substring(equals + 1).replace("$", "\\$").replaceAll("\\\\(\\d)", "\\$$1");
      int groups = pattern.matcher("").groupCount();
      checkGroups(text, replacement, groups);
      return new Rename(pattern, replacement);
    } catch (PatternSyntaxException e) {
      throw new CheckpointException("rename '" + text + "': " + e.getDescription(), e);
    }
  }

  private static void checkGroups(String text, String replacement, int groups) {
    Matcher used = Pattern.compile("(?<!\\\\)\\$(\\d)").matcher(replacement);
    while (used.find()) {
      if (Integer.parseInt(used.group(1)) > groups) {
        throw new CheckpointException("rename '" + text + "': there is no group " + used.group(1));
      }
    }
  }

  /** Takes a prefix away from the names that have it. */
  public static Rename stripPrefix(String prefix) {
    return new Rename(Pattern.compile("^" + Pattern.quote(prefix)), "");
  }

  /** Puts a prefix before every name. */
  public static Rename addPrefix(String prefix) {
    return new Rename(Pattern.compile("^"), Matcher.quoteReplacement(prefix));
  }

  /** The new name. */
  public String apply(String name) {
    return pattern.matcher(name).replaceAll(replacement);
  }
}
