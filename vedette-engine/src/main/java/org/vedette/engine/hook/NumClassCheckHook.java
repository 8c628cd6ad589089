package org.vedette.engine.hook;

import org.vedette.base.VedetteException;
import org.vedette.config.component.Component;
import org.vedette.core.HasNumClasses;
import org.vedette.data.MetaInfo;
import org.vedette.engine.EvalStep;
import org.vedette.engine.Run;

/** Refuses to train or evaluate a head for another number of classes than the data has. */
@Component("NumClassCheckHook")
public final class NumClassCheckHook implements Hook {
  @Override
  public void beforeTrainEpoch(Run run) {
    check(run);
  }

  @Override
  public void beforeEval(Run run, EvalStep.Phase phase) {
    check(run);
  }

  /** The check that every run begins with, hook or not. */
  public static void check(Run run) {
    check(run, run.metaInfo(), "training");
  }

  /**
   * Compares the model with one of the run's datasets.
   *
   * @param data what the dataset is called: training, validation
   */
  public static void check(Run run, MetaInfo info, String data) {
    int classes = info.classes().size();
    for (HasNumClasses head : HasNumClasses.of(run.model())) {
      if (head.numClasses() != classes) {
        throw new VedetteException(
            "the model predicts "
                + head.numClasses()
                + " classes, the "
                + data
                + " data has "
                + classes
                + "; hint: set num_classes of the head, or metainfo.classes of the dataset");
      }
    }
  }
}
