package org.vedette.engine.hook;

import java.util.List;
import org.vedette.config.component.Component;
import org.vedette.config.component.Spec;
import org.vedette.data.Pipeline;
import org.vedette.data.Transform;
import org.vedette.engine.Run;

/** Gives the training data another pipeline from an epoch on. Upstream: PipelineSwitchHook. */
@Component("PipelineSwitchHook")
public final class PipelineSwitchHook implements Hook {
  private final Config config;
  private boolean switched;

  /**
   * Settings.
   *
   * @param switch_epoch from which epoch on, counted from 0
   * @param switch_pipeline the steps from then on
   */
  public record Config(int switch_epoch, List<Spec<Transform>> switch_pipeline) {}

  /** A hook with these settings. */
  public PipelineSwitchHook(Config config) {
    this.config = config;
  }

  @Override
  public void beforeTrainEpoch(Run run) {
    if (!switched && run.epoch() >= config.switch_epoch()) {
      switched = true;
      run.log().info("Switch pipeline now!");
      run.trainData().replacePipeline(Pipeline.build(config.switch_pipeline()));
    }
  }
}
