package org.vedette.data.dataset;

import org.vedette.base.DataException;
import org.vedette.base.RandomSource;
import org.vedette.data.CachedTransform;
import org.vedette.data.Pipeline;
import org.vedette.data.Recent;
import org.vedette.data.Sample;
import org.vedette.data.Transform;
import org.vedette.data.Visit;

/**
 * Runs a dataset's steps for its visits: tries again where a sample is of no use, and gives steps
 * that look back what reached them before.
 */
abstract class StepRunner {
  private final Pipeline pipeline;
  private final int tries;

  StepRunner(Pipeline pipeline, int tries) {
    this.pipeline = pipeline;
    this.tries = tries;
  }

  /**
   * The sample that the steps begin with.
   *
   * @param attempt 0 at first, more after samples of no use
   * @param random the visit's numbers as far as they are not drawn yet
   */
  abstract Sample begin(Visit visit, int attempt, RandomSource random);

  /** Runs a step that does not look back. */
  Sample apply(Transform step, Sample sample, Visit visit, RandomSource random) {
    return step.apply(sample, random);
  }

  /** What to say when all tries gave samples of no use. */
  abstract DataException useless(Visit visit);

  /** The steps. */
  Pipeline pipeline() {
    return pipeline;
  }

  /** The sample of a visit after all steps. */
  Sample run(Visit visit) {
    return run(visit, pipeline.steps().size(), visit.isInEpoch() && visit.isOrdered());
  }

  /** The sample as it first gets past {@code count} steps. */
  private Sample run(Visit visit, int count, boolean own) {
    RandomSource random = visit.random();
    for (int attempt = 0; attempt < tries; attempt++) {
      Sample sample =
          pipeline.apply(
              begin(visit, attempt, random),
              count,
              (number, step, current) ->
                  step instanceof CachedTransform cached
                      ? lookBack(number, cached, current, visit, random, own)
                      : apply(step, current, visit, random));
      if (sample != null) {
        return sample;
      }
    }
    throw useless(visit);
  }

  private Sample lookBack(
      int number,
      CachedTransform step,
      Sample sample,
      Visit visit,
      RandomSource random,
      boolean own) {
    if (!visit.isInEpoch()) {
      return step.mix(sample, Recent.NONE, random);
    }
    StepCache cache = cache(visit, number, step);
    if (own) {
      cache.put(visit, sample);
    }
    Recent recent = cache.before(visit, earlier -> run(earlier.again(), number, false));
    return step.mix(sample, recent, random);
  }

  private StepCache cache(Visit visit, int number, CachedTransform step) {
    return visit.shared(new Key(this, number), StepCache.class, () -> new StepCache(step, number));
  }

  /** A step of a runner. */
  private record Key(StepRunner runner, int number) {}
}
