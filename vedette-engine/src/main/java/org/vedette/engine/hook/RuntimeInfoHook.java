package org.vedette.engine.hook;

import java.util.Map;
import org.vedette.config.component.Component;
import org.vedette.engine.EvalStep;
import org.vedette.engine.Run;
import org.vedette.engine.TrainStep;
import org.vedette.engine.log.LogMode;
import org.vedette.engine.log.Scalars;

/**
 * Writes lr, losses and figures into the run's scalars, and where the run stands into its facts.
 * Upstream: MMEngine's hook of that name.
 */
@Component("RuntimeInfoHook")
public final class RuntimeInfoHook implements Hook {
  private static final String STAGE = "loop_stage";

  @Override
  public Priority priority() {
    return Priority.VERY_HIGH;
  }

  @Override
  public void beforeRun(Run run) {
    Map<String, Object> info = run.scalars().info();
    info.put("cfg", run.settings().configText());
    info.put("seed", run.settings().seed());
    info.put("experiment_name", run.folder().experimentName());
  }

  @Override
  public void beforeTrain(Run run) {
    Map<String, Object> info = run.scalars().info();
    info.put(STAGE, LogMode.TRAIN.key());
    info.put("epoch", (long) run.epoch());
    info.put("iter", run.iteration());
    info.put("max_epochs", (long) run.span().maxEpochs());
    info.put("max_iters", run.span().maxIterations());
  }

  @Override
  public void beforeTrainEpoch(Run run) {
    run.scalars().info().put("epoch", (long) run.epoch());
  }

  @Override
  public void beforeTrainIter(Run run, TrainStep step) {
    Scalars scalars = run.scalars();
    scalars.info().put("iter", run.iteration());
    run.optim().learningRates().forEach((name, rate) -> scalars.add("train/" + name, rate));
  }

  @Override
  public void afterTrainIter(Run run, TrainStep step) {
    step.losses().forEach((name, value) -> run.scalars().add("train/" + name, value));
  }

  @Override
  public void afterTrain(Run run) {
    run.scalars().info().remove(STAGE);
  }

  @Override
  public void beforeEval(Run run, EvalStep.Phase phase) {
    run.scalars().info().put(STAGE, phase.key());
  }

  @Override
  public void afterEvalEpoch(Run run, EvalStep.Phase phase, Map<String, Double> metrics) {
    metrics.forEach((name, value) -> run.scalars().add(phase.key() + "/" + name, value));
  }

  @Override
  public void afterEval(Run run, EvalStep.Phase phase) {
    Map<String, Object> info = run.scalars().info();
    if (phase == EvalStep.Phase.VAL && run.span().maxIterations() > 0) {
      info.put(STAGE, LogMode.TRAIN.key());
    } else {
      info.remove(STAGE);
    }
  }
}
