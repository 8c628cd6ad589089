package org.vedette.engine.hook;

import org.vedette.config.ConfigNode;
import org.vedette.config.DictNode;
import org.vedette.config.component.FromConfig;

/** Where upstream's files may lie. Here they lie on disk, and anything else is refused. */
public enum BackendArgs {
  /** Files on disk. */
  LOCAL;

  /** Reads {@code dict(backend='local')}. */
  @FromConfig
  public static BackendArgs of(ConfigNode node) {
    if (node instanceof DictNode dict
        && (dict.keys().isEmpty()
            || "local".equals(dict.string("backend"))
            || "disk".equals(dict.string("backend")))) {
      return LOCAL;
    }
    throw new IllegalArgumentException("None or dict(backend='local'): files on disk");
  }
}
