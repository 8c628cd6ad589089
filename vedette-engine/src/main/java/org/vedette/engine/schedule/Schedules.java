package org.vedette.engine.schedule;

import java.util.ArrayList;
import java.util.List;
import org.vedette.base.ConfigException;
import org.vedette.base.Problem;
import org.vedette.config.ScalarNode;
import org.vedette.config.component.Spec;
import org.vedette.engine.Run;
import org.vedette.engine.optim.ParamGroup;

/** Builds the schedules of a run from a config's {@code param_scheduler}. */
public final class Schedules {
  /** The key of a config. */
  public static final String KEY = "param_scheduler";

  private static final String END = "end";

  private Schedules() {}

  /**
   * Builds and starts schedules in the config's order. One that has no {@code end} goes on to the
   * end of the run.
   *
   * @param specs in the config's order
   * @param groups what they change: {@link org.vedette.engine.optim.OptimWrapper#scheduled}
   * @param span how long the run is
   * @throws ConfigException when the settings do not fit the run or the optimizer
   */
  public static List<ParamScheduler> build(
      List<Spec<ParamScheduler>> specs, List<ParamGroup> groups, Run.Span span) {
    List<ParamScheduler> schedules = new ArrayList<>();
    for (Spec<ParamScheduler> spec : specs) {
      schedules.add(build(spec, groups, span));
    }
    return schedules;
  }

  private static ParamScheduler build(
      Spec<ParamScheduler> spec, List<ParamGroup> groups, Run.Span span) {
    try {
      ParamScheduler schedule = withEnd(spec, span).build();
      schedule.start(groups, span.epochLength() > 0 ? span.epochLength() : -1);
      return schedule;
    } catch (IllegalArgumentException e) {
      ConfigException located =
          new ConfigException(Problem.of(spec.location(), KEY, String.valueOf(e.getMessage())));
      located.initCause(e);
      throw located;
    }
  }

  private static Spec<ParamScheduler> withEnd(Spec<ParamScheduler> spec, Run.Span span) {
    if (spec.node().has(END) || !spec.accepts(END)) {
      return spec;
    }
    boolean byEpoch =
        !(spec.node().get("by_epoch") instanceof ScalarNode scalar)
            || !Boolean.FALSE.equals(scalar.value());
    return spec.with(END, ScalarNode.of(byEpoch ? span.maxEpochs() : span.maxIterations()));
  }
}
