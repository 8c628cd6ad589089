package org.vedette.data.transform;

import java.util.Arrays;
import java.util.List;
import org.vedette.base.RandomSource;
import org.vedette.config.component.Spec;
import org.vedette.data.Pipeline;
import org.vedette.data.Transform;

/**
 * Pipelines of which one or some are chosen.
 *
 * @param pipelines what there is to choose from
 * @param prob the chance of each; null for equal chances
 */
@SuppressWarnings("ArrayRecordComponent")
public record Candidates(List<Pipeline> pipelines, double[] prob) {
  private static final double TOLERANCE = 1e-6;

  /** Builds what a config names. */
  public static Candidates build(List<List<Spec<Transform>>> specs, double[] prob) {
    return new Candidates(specs.stream().map(Pipeline::build).toList(), prob);
  }

  /**
   * Checks that there is a choice, and that the chances belong to it.
   *
   * @param key the key of the candidates, for messages
   */
  public static void check(String key, int count, double[] prob) {
    if (count == 0) {
      throw new IllegalArgumentException("'" + key + "' must not be empty");
    }
    if (prob == null) {
      return;
    }
    if (prob.length != count) {
      throw new IllegalArgumentException(
          "'prob' needs a chance for each of '%s': expected %d, got %d"
              .formatted(key, count, prob.length));
    }
    if (Arrays.stream(prob).anyMatch(p -> !(p >= 0))
        || Math.abs(Arrays.stream(prob).sum() - 1) > TOLERANCE) {
      throw new IllegalArgumentException("'prob' must be chances of 1 in sum");
    }
  }

  /** How many of so many candidates have a chance. */
  public static int possible(int count, double[] prob) {
    return prob == null ? count : (int) Arrays.stream(prob).filter(p -> p > 0).count();
  }

  /** One of the pipelines. */
  public Pipeline choose(RandomSource random) {
    int index =
        prob == null ? random.nextInt(pipelines.size()) : weighted(prob, random.nextDouble());
    return pipelines.get(index);
  }

  /** So many pipelines, none twice, in random order. */
  public List<Pipeline> choose(int count, RandomSource random) {
    if (prob == null) {
      return Arrays.stream(random.permutation(pipelines.size()), 0, count)
          .mapToObj(pipelines::get)
          .toList();
    }
    double[] left = prob.clone();
    Pipeline[] chosen = new Pipeline[count];
    for (int i = 0; i < count; i++) {
      int index = weighted(left, random.nextDouble() * Arrays.stream(left).sum());
      chosen[i] = pipelines.get(index);
      left[index] = 0;
    }
    return List.of(chosen);
  }

  /** The index whose stretch of the weights, laid end to end, holds a point. */
  private static int weighted(double[] weights, double point) {
    double end = 0;
    int last = 0;
    for (int i = 0; i < weights.length; i++) {
      end += weights[i];
      if (point < end) {
        return i;
      }
      last = weights[i] > 0 ? i : last;
    }
    // Rounding can leave the point at the very end.
    return last;
  }

  /** Whether any step reads the outlines of objects. */
  public boolean readsSegmentations() {
    return pipelines.stream()
        .flatMap(pipeline -> pipeline.steps().stream())
        .anyMatch(Transform::readsSegmentations);
  }
}
