package org.vedette.config;

import java.util.List;

/**
 * A resolved config: every base merged, every reference and template replaced, nothing left to
 * evaluate.
 *
 * @param file the file it came from, as the user named it
 * @param root the top-level variables in order: those of the bases first
 * @param warnings what the user should know though the config is usable, such as that a base is
 *     deprecated
 */
public record Config(String file, DictNode root, List<String> warnings) {
  /** A config without warnings. */
  public Config(String file, DictNode root) {
    this(file, root, List.of());
  }

  /**
   * Resolves a text in the Python style that stands in no file, so that it has no bases.
   *
   * @param text the config
   * @param name what errors call it
   * @throws org.vedette.base.ConfigException when the text is no config
   */
  public static Config fromText(String text, String name) {
    return new ConfigLoader().loadText(text, name);
  }

  /** Resolves a text in the Python style; errors call it {@code <text>}. */
  public static Config fromText(String text) {
    return fromText(text, "<text>");
  }

  /**
   * The same config with {@code key=value} settings on top, by the rules of MMEngine's {@code
   * --cfg-options}.
   *
   * @throws org.vedette.base.ConfigException when a setting has no value or does not fit the config
   */
  public Config withOptions(List<String> options) {
    return options.isEmpty() ? this : new Config(file, Overrides.apply(root, options), warnings);
  }
}
