package org.vedette.tensor.layers;

import org.vedette.base.Location;
import org.vedette.config.ConfigNode;
import org.vedette.config.ScalarNode;
import org.vedette.config.component.Spec;

/** A spec that always gives the same component. */
record FixedSpec<T>(T component) implements Spec<T> {
  @Override
  public T build() {
    return component;
  }

  @Override
  public String type() {
    return component.getClass().getSimpleName();
  }

  @Override
  @SuppressWarnings("unchecked")
  public Class<? extends T> componentClass() {
    return (Class<? extends T>) component.getClass();
  }

  @Override
  public Record config() {
    return null;
  }

  @Override
  public ConfigNode node() {
    return ScalarNode.of(null);
  }

  @Override
  public Spec<T> with(String key, ConfigNode value) {
    return this;
  }

  @Override
  public Location location() {
    return Location.UNKNOWN;
  }
}
