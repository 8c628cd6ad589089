package org.vedette.engine.hook;

import java.util.Map;
import org.vedette.config.component.Component;
import org.vedette.engine.EvalStep;
import org.vedette.engine.Run;
import org.vedette.engine.TrainStep;
import org.vedette.engine.schedule.ParamScheduler;

/** Moves the schedules on after each step, epoch or validation, whichever each of them counts. */
@Component("ParamSchedulerHook")
public final class ParamSchedulerHook implements Hook {
  @Override
  public Priority priority() {
    return Priority.LOW;
  }

  @Override
  public void afterTrainIter(Run run, TrainStep step) {
    step(run, false);
  }

  @Override
  public void afterTrainEpoch(Run run) {
    step(run, true);
  }

  private static void step(Run run, boolean byEpoch) {
    run.schedulers().stream()
        .filter(schedule -> schedule.byEpoch() == byEpoch)
        .forEach(ParamScheduler::step);
  }

  @Override
  public void afterEvalEpoch(Run run, EvalStep.Phase phase, Map<String, Double> metrics) {
    if (phase == EvalStep.Phase.VAL) {
      run.schedulers().forEach(schedule -> schedule.afterEval(metrics));
    }
  }
}
