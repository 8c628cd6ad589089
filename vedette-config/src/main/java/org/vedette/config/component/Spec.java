package org.vedette.config.component;

import org.vedette.base.Location;
import org.vedette.config.ConfigNode;
import org.vedette.config.DictNode;

/**
 * A component that a config names, bound and checked but not built: the type, and its typed
 * settings.
 *
 * @param <T> the component's kind
 */
public interface Spec<T> {
  /** Builds a new component. */
  T build();

  /** The registered name as the config wrote it. */
  String type();

  /** Whether the component is an instance of a class, without building it. */
  Class<? extends T> componentClass();

  /** The bound {@code Config} record; null for a component without keys. */
  Record config();

  /** The dict this was bound from. */
  DictNode node();

  /** Whether the component has a key, so that {@link #with} of it can succeed. */
  boolean accepts(String key);

  /**
   * The same component with one more key, or another value of it (null is None), as parents hand
   * {@code train_cfg} and {@code test_cfg} down. Bound and checked at once: a problem is a {@link
   * org.vedette.base.ConfigException}. Meant for compact constructors of records, so that the whole
   * tree is checked before anything is built.
   */
  Spec<T> with(String key, ConfigNode value);

  /** Where the component was named. */
  Location location();
}
