package org.vedette.config;

import java.util.Map;

/** Marks what comes from the config of a package, so that its types are looked up there. */
final class Scopes {
  private static final String SCOPE = "_scope_";

  private Scopes() {}

  /** Sets {@code _scope_} in the outermost dicts that have a {@code type}. */
  static void mark(ConfigNode node, String scope) {
    if (node instanceof ListNode list) {
      list.items().forEach(item -> mark(item, scope));
    } else if (node instanceof DictNode dict) {
      if (!dict.has("type")) {
        for (Map.Entry<Object, ConfigNode> entry : dict.entries().entrySet()) {
          mark(entry.getValue(), scope);
        }
      } else if (dict.get(SCOPE) == null || dict.get(SCOPE).isNone()) {
        dict.put(SCOPE, new ScalarNode(scope, dict.location()));
      }
    }
  }
}
