package org.vedette.config.component;

import java.util.List;

/**
 * What can be said of a config key.
 *
 * @param name the key
 * @param type its type in the words of the config language, such as {@code list[int]}
 * @param javaType its Java type without packages, such as {@code List<Integer>}
 * @param defaultText the literal that an absent key stands for; null for a required key
 * @param doc what the record's doc comment says of it; empty when the jar has no docs
 * @param keys the keys of the dicts that it holds, where these are plain dicts; else empty
 */
public record KeyInfo(
    String name, String type, String javaType, String defaultText, String doc, List<KeyInfo> keys) {
  /** Keeps a list of its own. */
  public KeyInfo {
    keys = List.copyOf(keys);
  }

  /** Whether a config must name the key. */
  public boolean required() {
    return defaultText == null;
  }
}
