package org.vedette.config.component;

import org.vedette.config.ConfigNode;

/**
 * Lets a {@link FromConfig} factory bind parts of what it reads, with paths and scope kept. A
 * problem is thrown as {@link org.vedette.base.ConfigException}, which the factory passes on.
 */
public final class BindContext {
  private final Binder binder;
  private final Place place;

  BindContext(Binder binder, Place place) {
    this.binder = binder;
    this.place = place;
  }

  /** Binds a value to a type, as a key of that type would be. */
  public <T> T bind(Class<T> type, ConfigNode node) {
    return binder.bind(type, node, place);
  }

  /** Binds a dict with {@code type} to a component of a kind. */
  public <T> Spec<T> spec(Class<T> kind, ConfigNode node) {
    return binder.spec(kind, node, place);
  }
}
