package org.vedette.data.transform.auto;

import java.util.List;
import org.vedette.base.RandomSource;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.config.component.Spec;
import org.vedette.data.Pipeline;
import org.vedette.data.Sample;
import org.vedette.data.Transform;
import org.vedette.data.transform.Candidates;
import org.vedette.data.transform.InnerSteps;

/**
 * Runs some different steps out of many, of random strength (Cubuk et al. 2019). Upstream: mmdet's
 * {@code RandAugment}.
 */
@Component("RandAugment")
public final class RandAugment implements Transform {
  /** Upstream's {@code RANDAUG_SPACE}. */
  static final String SPACE =
      "[[dict(type='AutoContrast')], [dict(type='Equalize')], [dict(type='Invert')], "
          + "[dict(type='Rotate')], [dict(type='Posterize')], [dict(type='Solarize')], "
          + "[dict(type='SolarizeAdd')], [dict(type='Color')], [dict(type='Contrast')], "
          + "[dict(type='Brightness')], [dict(type='Sharpness')], [dict(type='ShearX')], "
          + "[dict(type='ShearY')], [dict(type='TranslateX')], [dict(type='TranslateY')]]";

  private final Candidates candidates;
  private final int count;

  /**
   * Settings.
   *
   * @param aug_space the steps to choose from, each in a list of its own
   * @param aug_num how many are run, one after the other
   * @param prob the chance of each step, 1 in sum; None for equal chances
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record Config(
      @Default(SPACE) List<List<Spec<Transform>>> aug_space,
      @Default("2") int aug_num,
      @Default("None") double[] prob) {
    /** Checks the steps and their chances. */
    public Config {
      aug_space.forEach(InnerSteps::check);
      Candidates.check("aug_space", aug_space.size(), prob);
      if (aug_space.stream().anyMatch(steps -> steps.size() != 1)) {
        throw new IllegalArgumentException("each of 'aug_space' needs a list of one step");
      }
      int possible = Candidates.possible(aug_space.size(), prob);
      if (aug_num < 1 || aug_num > possible) {
        throw new IllegalArgumentException(
            "'aug_num' must be from 1 to %d, the steps with a chance, got %d"
                .formatted(possible, aug_num));
      }
    }
  }

  /** A step with these settings. */
  public RandAugment(Config config) {
    this.candidates = Candidates.build(config.aug_space(), config.prob());
    this.count = config.aug_num();
  }

  @Override
  public Sample apply(Sample sample, RandomSource random) {
    Sample current = sample;
    for (Pipeline step : candidates.choose(count, random)) {
      current = step.apply(current, random);
      if (current == null) {
        return null;
      }
    }
    return current;
  }

  @Override
  public boolean readsSegmentations() {
    return candidates.readsSegmentations();
  }
}
