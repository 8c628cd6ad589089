package org.vedette.tensor.layers;

import org.vedette.base.Location;
import org.vedette.config.ConfigNode;
import org.vedette.config.DictNode;
import org.vedette.config.component.Spec;

/** {@code dict(type='ReLU')}, for layers whose activation no key names. */
final class ReluSpec implements Spec<Activation> {
  @Override
  public Activation build() {
    return new Relu((Relu.Config) config());
  }

  @Override
  public String type() {
    return "ReLU";
  }

  @Override
  public Class<? extends Activation> componentClass() {
    return Relu.class;
  }

  @Override
  public Record config() {
    return new Relu.Config(true);
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
  public Spec<Activation> with(String key, ConfigNode value) {
    throw new UnsupportedOperationException("a rectifier takes nothing from its parents");
  }

  @Override
  public Location location() {
    return Location.UNKNOWN;
  }
}
