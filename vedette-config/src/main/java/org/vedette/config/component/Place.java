package org.vedette.config.component;

import org.vedette.config.DictNode;

/**
 * Where in a config the binder is.
 *
 * @param path the keys from the top, joined by dots
 * @param scope the {@code _scope_} in force; empty when there is none
 */
record Place(String path, String scope) {
  /** The key that configs from other packages carry in every dict. */
  static final String SCOPE_KEY = "_scope_";

  /** The top of what is bound. */
  static Place of(String path) {
    return new Place(path, "");
  }

  /** A key or index below this place. */
  Place child(Object key) {
    return new Place(path.isEmpty() ? key.toString() : path + "." + key, scope);
  }

  /** This place inside a dict, whose {@code _scope_} holds for all that it holds. */
  Place inside(DictNode dict) {
    String own = dict.string(SCOPE_KEY);
    return own == null ? this : new Place(path, own);
  }
}
