package org.vedette.config.component;

import java.util.function.Supplier;
import org.vedette.base.Location;
import org.vedette.config.ConfigNode;
import org.vedette.config.DictNode;

/**
 * A component that code names where no key of a config does, such as the rectifier of a head whose
 * activation is fixed.
 *
 * @param type the registered name
 * @param componentClass the class that the builder gives
 * @param config its settings
 * @param builder builds one
 * @param <T> the component's kind
 */
public record CodeSpec<T>(
    String type, Class<? extends T> componentClass, Record config, Supplier<T> builder)
    implements Spec<T> {
  @Override
  public T build() {
    return builder.get();
  }

  @Override
  public DictNode node() {
    return new DictNode(Location.UNKNOWN);
  }

  @Override
  public boolean accepts(String key) {
    return false;
  }

  @Override
  public Spec<T> with(String key, ConfigNode value) {
    throw new UnsupportedOperationException(type + " takes nothing from its parents");
  }

  @Override
  public Location location() {
    return Location.UNKNOWN;
  }
}
