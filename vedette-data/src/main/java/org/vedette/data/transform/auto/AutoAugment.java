package org.vedette.data.transform.auto;

import java.util.List;
import org.vedette.base.RandomSource;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.config.component.Spec;
import org.vedette.data.Sample;
import org.vedette.data.Transform;
import org.vedette.data.transform.Candidates;
import org.vedette.data.transform.InnerSteps;

/**
 * Runs one of some policies, each a list of steps with their chances and strengths (Cubuk et al.
 * 2018). Upstream: mmdet's {@code AutoAugment}.
 */
@Component("AutoAugment")
public final class AutoAugment implements Transform {
  /** The policies that were found for ImageNet; upstream's {@code policies_v0}. */
  static final String POLICIES =
      "[[dict(type='Equalize', prob=0.8, level=1), "
          + "dict(type='ShearY', prob=0.8, level=4)], "
          + "[dict(type='Color', prob=0.4, level=9), "
          + "dict(type='Equalize', prob=0.6, level=3)], "
          + "[dict(type='Color', prob=0.4, level=1), "
          + "dict(type='Rotate', prob=0.6, level=8)], "
          + "[dict(type='Solarize', prob=0.8, level=3), "
          + "dict(type='Equalize', prob=0.4, level=7)], "
          + "[dict(type='Solarize', prob=0.4, level=2), "
          + "dict(type='Solarize', prob=0.6, level=2)], "
          + "[dict(type='Color', prob=0.2, level=0), "
          + "dict(type='Equalize', prob=0.8, level=8)], "
          + "[dict(type='Equalize', prob=0.4, level=8), "
          + "dict(type='SolarizeAdd', prob=0.8, level=3)], "
          + "[dict(type='ShearX', prob=0.2, level=9), "
          + "dict(type='Rotate', prob=0.6, level=8)], "
          + "[dict(type='Color', prob=0.6, level=1), "
          + "dict(type='Equalize', prob=1.0, level=2)], "
          + "[dict(type='Invert', prob=0.4, level=9), "
          + "dict(type='Rotate', prob=0.6, level=0)], "
          + "[dict(type='Equalize', prob=1.0, level=9), "
          + "dict(type='ShearY', prob=0.6, level=3)], "
          + "[dict(type='Color', prob=0.4, level=7), "
          + "dict(type='Equalize', prob=0.6, level=0)], "
          + "[dict(type='Posterize', prob=0.4, level=6), "
          + "dict(type='AutoContrast', prob=0.4, level=7)], "
          + "[dict(type='Solarize', prob=0.6, level=8), "
          + "dict(type='Color', prob=0.6, level=9)], "
          + "[dict(type='Solarize', prob=0.2, level=4), "
          + "dict(type='Rotate', prob=0.8, level=9)], "
          + "[dict(type='Rotate', prob=1.0, level=7), "
          + "dict(type='TranslateY', prob=0.8, level=9)], "
          + "[dict(type='ShearX', prob=0.0, level=0), "
          + "dict(type='Solarize', prob=0.8, level=4)], "
          + "[dict(type='ShearY', prob=0.8, level=0), "
          + "dict(type='Color', prob=0.6, level=4)], "
          + "[dict(type='Color', prob=1.0, level=0), "
          + "dict(type='Rotate', prob=0.6, level=2)], "
          + "[dict(type='Equalize', prob=0.8, level=4), "
          + "dict(type='Equalize', prob=0.0, level=8)], "
          + "[dict(type='Equalize', prob=1.0, level=4), "
          + "dict(type='AutoContrast', prob=0.6, level=2)], "
          + "[dict(type='ShearY', prob=0.4, level=7), "
          + "dict(type='SolarizeAdd', prob=0.6, level=7)], "
          + "[dict(type='Posterize', prob=0.8, level=2), "
          + "dict(type='Solarize', prob=0.6, level=10)], "
          + "[dict(type='Solarize', prob=0.6, level=8), "
          + "dict(type='Equalize', prob=0.6, level=1)], "
          + "[dict(type='Color', prob=0.8, level=6), "
          + "dict(type='Rotate', prob=0.4, level=5)]]";

  private final Candidates candidates;

  /**
   * Settings.
   *
   * @param policies the policies to choose from
   * @param prob the chance of each policy, 1 in sum; None for equal chances
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record Config(
      @Default(POLICIES) List<List<Spec<Transform>>> policies, @Default("None") double[] prob) {
    /** Checks the policies and their chances. */
    public Config {
      policies.forEach(InnerSteps::check);
      Candidates.check("policies", policies.size(), prob);
      if (policies.stream().anyMatch(List::isEmpty)) {
        throw new IllegalArgumentException("each of 'policies' needs at least one step");
      }
    }
  }

  /** A step with these settings. */
  public AutoAugment(Config config) {
    this.candidates = Candidates.build(config.policies(), config.prob());
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
