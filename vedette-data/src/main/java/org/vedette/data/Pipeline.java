package org.vedette.data;

import java.util.List;
import org.vedette.base.DataException;
import org.vedette.base.RandomSource;
import org.vedette.config.component.Component;
import org.vedette.config.component.Spec;
import org.vedette.data.image.ImageSizeException;

/** The steps that turn an image's record into a sample. */
public final class Pipeline {
  private static volatile StepTimes clock;

  private final List<Transform> steps;

  /** A pipeline of these steps. */
  public Pipeline(List<? extends Transform> steps) {
    this.steps = List.copyOf(steps);
  }

  /** Builds the steps that a config names. */
  public static Pipeline build(List<Spec<Transform>> specs) {
    return new Pipeline(specs.stream().map(Spec::build).toList());
  }

  /**
   * Lets the steps of all pipelines of this process be timed, for measurements.
   *
   * @param times where the times go; null for no longer
   */
  public static void timeSteps(StepTimes times) {
    clock = times;
  }

  /** The steps in order. */
  public List<Transform> steps() {
    return steps;
  }

  /**
   * Runs all steps on a sample, which belongs to this from now on.
   *
   * @return the sample, or null when a step found it of no use; it is closed then, and also when a
   *     step fails
   */
  public Sample apply(Sample sample, RandomSource random) {
    return apply(sample, steps.size(), (number, step, current) -> step.apply(current, random));
  }

  /** How a step is run that may need more than the sample. */
  @FunctionalInterface
  public interface Call {
    /** Runs the step with this number; see {@link Transform#apply}. */
    Sample run(int number, Transform step, Sample sample);
  }

  /**
   * Runs the first {@code count} steps on a sample, which belongs to this from now on, each by
   * {@code call}.
   *
   * @return the sample, or null when a step found it of no use; it is closed then, and also when a
   *     step fails
   */
  public Sample apply(Sample sample, int count, Call call) {
    Sample current = sample;
    boolean done = false;
    try {
      for (int i = 0; i < count; i++) {
        Sample next = run(i, current, call);
        if (next == null) {
          return null;
        }
        current = next;
      }
      done = true;
      return current;
    } finally {
      if (!done) {
        current.close();
      }
    }
  }

  private Sample run(int number, Sample sample, Call call) {
    Transform step = steps.get(number);
    StepTimes times = clock;
    try {
      return times == null
          ? call.run(number, step, sample)
          : times.time(step, () -> call.run(number, step, sample));
    } catch (ImageSizeException e) {
      throw new DataException(sample.record() + ": " + nameOf(step) + ": " + e.getMessage(), e);
    }
  }

  /** What a config calls a step. */
  private static String nameOf(Transform step) {
    Component component = step.getClass().getAnnotation(Component.class);
    return component == null ? step.getClass().getSimpleName() : component.value()[0];
  }
}
