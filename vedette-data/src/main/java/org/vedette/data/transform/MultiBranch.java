package org.vedette.data.transform;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.vedette.base.RandomSource;
import org.vedette.base.Suggestions;
import org.vedette.config.component.Component;
import org.vedette.config.component.OneOrMany;
import org.vedette.config.component.Others;
import org.vedette.config.component.Spec;
import org.vedette.data.Pipeline;
import org.vedette.data.Sample;
import org.vedette.data.Transform;

/**
 * Makes several samples of an image, each by steps and random numbers of its own, as
 * semi-supervised training wants them: one for the teacher, one for the student. The last step of a
 * pipeline; {@link Sample#branches} has what comes out. Upstream: mmdet's {@code MultiBranch}.
 *
 * <pre>
 * dict(type='MultiBranch', branch_field=['sup', 'unsup_teacher', 'unsup_student'],
 *      unsup_teacher=weak_pipeline, unsup_student=strong_pipeline)
 * </pre>
 */
@Component("MultiBranch")
public final class MultiBranch implements Transform {
  private final Map<String, Pipeline> pipelines = new LinkedHashMap<>();

  /**
   * Settings.
   *
   * @param branch_field the names of all branches that the images of a run have between them
   * @param branch_pipelines by the name of a branch, the steps in order or a single one: those that
   *     images of this pipeline have
   */
  public record Config(
      List<String> branch_field, @Others Map<String, OneOrMany<Spec<Transform>>> branch_pipelines) {
    /** Checks names and steps. */
    public Config {
      for (String name : branch_pipelines.keySet()) {
        if (!branch_field.contains(name)) {
          String near = Suggestions.didYouMean(name, branch_field);
          throw new IllegalArgumentException(
              "branch '%s' is not among branch_field %s; %s".formatted(name, branch_field, near));
        }
      }
      if (branch_pipelines.containsValue(null)) {
        throw new IllegalArgumentException("a branch needs steps, got None");
      }
      if (branch_pipelines.isEmpty()) {
        throw new IllegalArgumentException(
            "a pipeline is needed for at least one of the branches " + branch_field);
      }
      branch_pipelines.values().forEach(steps -> InnerSteps.check(steps.values()));
    }
  }

  /** A step with these settings. */
  public MultiBranch(Config config) {
    for (String name : config.branch_field()) {
      OneOrMany<Spec<Transform>> steps = config.branch_pipelines().get(name);
      if (steps != null) {
        pipelines.put(name, Pipeline.build(steps.values()));
      }
    }
  }

  /** Gives the same sample with branches in the place of its pixels; null when one is of no use. */
  @Override
  public Sample apply(Sample sample, RandomSource random) {
    Map<String, Sample> branches = new LinkedHashMap<>();
    boolean done = false;
    try {
      for (Map.Entry<String, Pipeline> entry : pipelines.entrySet()) {
        Sample branch = entry.getValue().apply(sample.copy(), random.child(branches.size()));
        if (branch == null) {
          return null;
        }
        branches.put(entry.getKey(), branch);
      }
      sample.replaceByBranches(branches);
      done = true;
      return sample;
    } finally {
      if (!done) {
        branches.values().forEach(Sample::close);
      }
    }
  }

  @Override
  public boolean readsSegmentations() {
    return pipelines.values().stream()
        .anyMatch(steps -> InnerSteps.readSegmentations(steps.steps()));
  }
}
