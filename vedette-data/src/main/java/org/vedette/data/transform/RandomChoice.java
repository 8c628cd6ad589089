package org.vedette.data.transform;

import java.util.List;
import org.vedette.base.RandomSource;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.config.component.OneOrMany;
import org.vedette.config.component.Spec;
import org.vedette.data.Sample;
import org.vedette.data.Transform;

/** Runs one of some pipelines. Upstream: mmcv's {@code RandomChoice}. */
@Component("RandomChoice")
public final class RandomChoice implements Transform {
  private final Candidates candidates;

  /**
   * Settings.
   *
   * @param transforms the pipelines to choose from: each a list of steps, or a single one
   * @param prob the chance of each pipeline, 1 in sum; None for equal chances
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record Config(
      List<OneOrMany<Spec<Transform>>> transforms, @Default("None") double[] prob) {
    /** Checks the steps and the chances. */
    public Config {
      transforms.forEach(steps -> InnerSteps.check(steps.values()));
      Candidates.check("transforms", transforms.size(), prob);
    }
  }

  /** A step with these settings. */
  public RandomChoice(Config config) {
    this.candidates =
        Candidates.build(
            config.transforms().stream().map(OneOrMany::values).toList(), config.prob());
  }

  @Override
  public Sample apply(Sample sample, RandomSource random) {
    return candidates.choose(random).apply(sample, random);
  }

  @Override
  public boolean readsSegmentations() {
    return candidates.readsSegmentations();
  }
}
