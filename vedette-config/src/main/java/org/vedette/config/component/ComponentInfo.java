package org.vedette.config.component;

import java.util.List;

/**
 * What can be said of a component without building it.
 *
 * @param kind the kind's name
 * @param names every name that the class is registered under in this kind
 * @param className the class
 * @param origin the jar or folder that lists it
 * @param summary the first sentence of its doc comment; empty when the jar has no docs
 * @param keys its keys in order, those of shared settings included
 */
public record ComponentInfo(
    String kind,
    List<String> names,
    String className,
    String origin,
    String summary,
    List<KeyInfo> keys) {
  /** Keeps lists of its own. */
  public ComponentInfo {
    names = List.copyOf(names);
    keys = List.copyOf(keys);
  }
}
