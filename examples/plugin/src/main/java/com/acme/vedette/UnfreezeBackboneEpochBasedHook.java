package com.acme.vedette;

import org.vedette.base.VedetteException;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.engine.Run;
import org.vedette.engine.TrainStep;
import org.vedette.engine.hook.Hook;
import org.vedette.tensor.Layer;
import org.vedette.tensor.Param;

/**
 * Trains the frozen stages of a backbone from an epoch on. The hook of this name in MMDetection's
 * "how to" knows the stages of ResNet; this one unfreezes each child of the backbone of which no
 * parameter is trained.
 *
 * <p>A backbone freezes its stages again whenever it is switched to training, which happens after
 * {@code beforeTrainEpoch}; hence {@code beforeTrainIter}. As it looks at the epoch alone, a
 * resumed run needs nothing saved.
 */
@Component("UnfreezeBackboneEpochBasedHook")
public final class UnfreezeBackboneEpochBasedHook implements Hook {
  private final int unfreezeEpoch;

  /**
   * Settings.
   *
   * @param unfreeze_epoch the first epoch, counted from 0, in which the whole backbone is trained
   */
  public record Config(@Default("1") int unfreeze_epoch) {}

  /** A hook with these settings. */
  public UnfreezeBackboneEpochBasedHook(Config config) {
    unfreezeEpoch = config.unfreeze_epoch();
  }

  @Override
  public void beforeTrain(Run run) {
    if (!run.span().byEpoch()) {
      throw new VedetteException(
          "UnfreezeBackboneEpochBasedHook: expected an EpochBasedTrainLoop, got a loop by"
              + " iterations");
    }
  }

  @Override
  public void beforeTrainIter(Run run, TrainStep step) {
    if (run.epoch() >= unfreezeEpoch) {
      run.model().children().get("backbone").children().values().stream()
          .filter(UnfreezeBackboneEpochBasedHook::isFrozen)
          .forEach(UnfreezeBackboneEpochBasedHook::unfreeze);
    }
  }

  private static boolean isFrozen(Layer stage) {
    return stage.parameters().values().stream().noneMatch(Param::isTrainable);
  }

  private static void unfreeze(Layer stage) {
    stage.train(true);
    stage.parameters().values().forEach(param -> param.setTrainable(true));
  }
}
