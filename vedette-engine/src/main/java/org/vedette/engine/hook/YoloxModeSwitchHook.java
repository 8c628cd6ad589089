package org.vedette.engine.hook;

import java.util.List;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.core.TrainPhaseSwitch;
import org.vedette.engine.Run;

/**
 * For the last epochs of YOLOX: no mosaic and mixup, and an L1 loss more. Upstream:
 * YOLOXModeSwitchHook.
 */
@Component("YOLOXModeSwitchHook")
public final class YoloxModeSwitchHook implements Hook {
  private final Config config;
  private boolean switched;

  /**
   * Settings.
   *
   * @param num_last_epochs how many epochs that are
   * @param skip_type_keys the types of the transforms that are left out then
   */
  public record Config(
      @Default("15") int num_last_epochs,
      @Default("('Mosaic', 'RandomAffine', 'MixUp')") List<String> skip_type_keys) {}

  /** A hook with these settings. */
  public YoloxModeSwitchHook(Config config) {
    this.config = config;
  }

  @Override
  public void beforeTrainEpoch(Run run) {
    if (switched || run.epoch() + 1 < run.span().maxEpochs() - config.num_last_epochs()) {
      return;
    }
    switched = true;
    run.log().info("No mosaic and mixup aug now!");
    run.trainData().skipTypes(config.skip_type_keys());
    run.log().info("Add additional L1 loss now!");
    run.model().find(TrainPhaseSwitch.class).forEach(head -> head.useL1(true));
  }
}
