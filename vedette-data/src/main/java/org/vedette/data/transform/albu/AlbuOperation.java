package org.vedette.data.transform.albu;

import org.vedette.base.RandomSource;
import org.vedette.config.component.ComponentKind;

/**
 * An operation of the library albumentations (Buslaev et al. 2020), with the semantics of its
 * release 1.3: one of the {@code transforms} of {@link Albu}.
 *
 * <p>The library takes the first channel for red. Upstream hands it images whose first channel is
 * blue, and so does Vedette.
 */
@ComponentKind("albu_operation")
public interface AlbuOperation {
  /** When the operation is run; within {@link OneOf} its {@code p} is its share of the choice. */
  Chance chance();

  /** Changes a scene, whatever the chance. */
  void apply(Scene scene, RandomSource random);

  /** Changes a scene by chance. */
  default void applyByChance(Scene scene, RandomSource random) {
    if (random.nextDouble() < chance().p() || chance().always_apply()) {
      apply(scene, random);
    }
  }
}
