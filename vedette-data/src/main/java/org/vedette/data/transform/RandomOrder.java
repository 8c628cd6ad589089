package org.vedette.data.transform;

import java.util.Arrays;
import java.util.List;
import org.vedette.base.RandomSource;
import org.vedette.config.component.Component;
import org.vedette.config.component.OneOrMany;
import org.vedette.config.component.Spec;
import org.vedette.data.Pipeline;
import org.vedette.data.Sample;
import org.vedette.data.Transform;

/** Runs all of some steps in a random order. Upstream: mmdet's {@code RandomOrder}. */
@Component("RandomOrder")
public final class RandomOrder implements Transform {
  private final List<Transform> steps;

  /**
   * Settings.
   *
   * @param transforms the steps, or a single one
   */
  public record Config(OneOrMany<Spec<Transform>> transforms) {
    /** Checks the steps. */
    public Config {
      InnerSteps.check(transforms.values());
    }
  }

  /** A step with these settings. */
  public RandomOrder(Config config) {
    this.steps = config.transforms().values().stream().map(Spec::build).toList();
  }

  @Override
  public Sample apply(Sample sample, RandomSource random) {
    int[] order = random.permutation(steps.size());
    List<Transform> shuffled = Arrays.stream(order).mapToObj(steps::get).toList();
    return new Pipeline(shuffled).apply(sample, random);
  }

  @Override
  public boolean readsSegmentations() {
    return InnerSteps.readSegmentations(steps);
  }
}
