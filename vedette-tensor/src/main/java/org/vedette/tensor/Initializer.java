package org.vedette.tensor;

import org.vedette.config.component.ComponentKind;

/** Gives the parameters of a layer their initial values: what {@code init_cfg} names. */
@ComponentKind("initializer")
public interface Initializer {
  /** Initialises the parts of a layer that this initializer is for. */
  void run(Layer layer, PretrainedLoader checkpoints);

  /** Initialises every part of a layer that has a weight or a bias. */
  void runOnAll(Layer layer);

  /** Whether the values come from a checkpoint, which goes over everything else. */
  default boolean isPretrained() {
    return false;
  }
}
