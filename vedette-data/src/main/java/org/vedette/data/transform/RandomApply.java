package org.vedette.data.transform;

import org.vedette.base.RandomSource;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.config.component.OneOrMany;
import org.vedette.config.component.Spec;
import org.vedette.data.Pipeline;
import org.vedette.data.Sample;
import org.vedette.data.Transform;

/** Runs steps, all or none, by chance. Upstream: mmcv's {@code RandomApply}. */
@Component("RandomApply")
public final class RandomApply implements Transform {
  private final Pipeline pipeline;
  private final double prob;

  /**
   * Settings.
   *
   * @param transforms the steps in order, or a single one
   * @param prob the chance that they are run
   */
  public record Config(OneOrMany<Spec<Transform>> transforms, @Default("0.5") double prob) {
    /** Checks the steps and the chance. */
    public Config {
      InnerSteps.check(transforms.values());
      if (!(prob >= 0 && prob <= 1)) {
        throw new IllegalArgumentException("'prob' must be from 0 to 1, got " + prob);
      }
    }
  }

  /** A step with these settings. */
  public RandomApply(Config config) {
    this.pipeline = Pipeline.build(config.transforms().values());
    this.prob = config.prob();
  }

  @Override
  public Sample apply(Sample sample, RandomSource random) {
    return random.nextDouble() < prob ? pipeline.apply(sample, random) : sample;
  }

  @Override
  public boolean readsSegmentations() {
    return InnerSteps.readSegmentations(pipeline.steps());
  }
}
