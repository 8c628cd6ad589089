package org.vedette.data.transform.albu;

import java.util.List;
import org.vedette.base.RandomSource;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.config.component.Spec;

/** Runs one of some operations, chosen by their chances. The library's {@code OneOf}. */
@Component("OneOf")
public final class OneOf implements AlbuOperation {
  private final List<AlbuOperation> operations;
  private final Chance chance;
  private final double sum;

  /**
   * Settings.
   *
   * @param transforms the operations, each with its share {@code p} of the choice
   * @param p the chance that one is run
   */
  public record Config(List<Spec<AlbuOperation>> transforms, @Default("0.5") double p) {
    /** Checks that there is a choice. */
    public Config {
      if (transforms.isEmpty()) {
        throw new IllegalArgumentException("'transforms' must not be empty");
      }
    }

    private Chance chance() {
      return new Chance(false, p);
    }
  }

  /**
   * An operation with these settings.
   *
   * @throws IllegalArgumentException when no operation has a chance
   */
  public OneOf(Config config) {
    this.operations = config.transforms().stream().map(Spec::build).toList();
    this.chance = config.chance();
    this.sum = operations.stream().mapToDouble(operation -> operation.chance().p()).sum();
    if (!(sum > 0)) {
      throw new IllegalArgumentException("one of 'transforms' must have a chance 'p' above 0");
    }
  }

  @Override
  public Chance chance() {
    return chance;
  }

  @Override
  public void apply(Scene scene, RandomSource random) {
    double point = random.nextDouble() * sum;
    AlbuOperation chosen = null;
    double end = 0;
    for (AlbuOperation operation : operations) {
      double share = operation.chance().p();
      if (share > 0 && (chosen == null || point >= end)) {
        chosen = operation;
      }
      end += share;
    }
    chosen.apply(scene, random);
  }
}
