package org.vedette.engine.hook;

import org.vedette.config.component.Component;
import org.vedette.engine.EvalStep;
import org.vedette.engine.Run;
import org.vedette.engine.TrainStep;
import org.vedette.engine.log.LogMode;

/**
 * Times steps, and how long each waited for its data; tells from these when the run, or the
 * evaluation, will be over. Upstream: MMEngine's hook of that name.
 */
@Component("IterTimerHook")
public final class IterTimerHook implements Hook {
  private long lastStep;
  private double trainSeconds;
  private long startIteration;
  private double evalSeconds;

  @Override
  public void beforeTrain(Run run) {
    startIteration = run.iteration();
    trainSeconds = 0;
  }

  @Override
  public void beforeTrainEpoch(Run run) {
    lastStep = System.nanoTime();
  }

  @Override
  public void beforeTrainIter(Run run, TrainStep step) {
    run.scalars().add("train/data_time", secondsSince(lastStep));
  }

  @Override
  public void afterTrainIter(Run run, TrainStep step) {
    double seconds = secondsSince(lastStep);
    lastStep = System.nanoTime();
    run.scalars().add("train/time", seconds);
    trainSeconds += seconds;
    long done = run.iteration() + 1;
    double mean = trainSeconds / (done - startIteration);
    run.scalars().info().put("eta", mean * (run.span().maxIterations() - done));
  }

  @Override
  public void beforeEval(Run run, EvalStep.Phase phase) {
    evalSeconds = 0;
  }

  @Override
  public void afterEvalIter(Run run, EvalStep step) {
    String mode = LogMode.of(step.phase()).key();
    run.scalars().add(mode + "/data_time", step.dataSeconds());
    run.scalars().add(mode + "/time", step.seconds());
    evalSeconds += step.seconds();
    int done = step.batchIndex() + 1;
    run.scalars().info().put("eta", evalSeconds / done * (step.batches() - done));
  }

  @Override
  public void afterEval(Run run, EvalStep.Phase phase) {
    // An evaluation between steps is no step's waiting for data.
    lastStep = System.nanoTime();
  }

  private static double secondsSince(long start) {
    return (System.nanoTime() - start) / 1e9;
  }
}
