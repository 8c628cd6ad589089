package org.vedette.data.transform;

import org.vedette.base.RandomSource;
import org.vedette.config.component.Component;
import org.vedette.config.component.OneOrMany;
import org.vedette.config.component.Spec;
import org.vedette.data.Pipeline;
import org.vedette.data.Sample;
import org.vedette.data.Transform;

/** Runs steps one after the other, as one step. Upstream: mmcv's {@code Compose}. */
@Component("Compose")
public final class Compose implements Transform {
  private final Pipeline pipeline;

  /**
   * Settings.
   *
   * @param transforms the steps in order, or a single one
   */
  public record Config(OneOrMany<Spec<Transform>> transforms) {
    /** Checks the steps. */
    public Config {
      InnerSteps.check(transforms.values());
    }
  }

  /** A step with these settings. */
  public Compose(Config config) {
    this.pipeline = Pipeline.build(config.transforms().values());
  }

  @Override
  public Sample apply(Sample sample, RandomSource random) {
    return pipeline.apply(sample, random);
  }

  @Override
  public boolean readsSegmentations() {
    return InnerSteps.readSegmentations(pipeline.steps());
  }
}
