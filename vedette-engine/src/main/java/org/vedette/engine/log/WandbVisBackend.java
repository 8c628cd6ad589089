package org.vedette.engine.log;

import java.util.Map;
import org.vedette.config.ConfigNode;
import org.vedette.config.DictNode;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.engine.Run;

/**
 * Refused: Weights &amp; Biases has no interface but its Python package. Upstream: MMEngine's
 * backend of that name.
 */
@Component("WandbVisBackend")
public final class WandbVisBackend implements RunWriter {
  /**
   * Settings; none is used.
   *
   * @param save_dir not used
   * @param init_kwargs not used
   * @param define_metric_cfg not used
   * @param commit not used
   * @param log_code_name not used
   * @param watch_kwargs not used
   * @param name not used
   */
  public record Config(
      @Default("None") String save_dir,
      @Default("None") DictNode init_kwargs,
      @Default("None") ConfigNode define_metric_cfg,
      @Default("True") boolean commit,
      @Default("None") String log_code_name,
      @Default("None") DictNode watch_kwargs,
      @Default("None") String name) {
    /** Refuses. */
    public Config {
      throw new IllegalArgumentException(
          "Weights & Biases can only be written to by its Python package; hint: use"
              + " dict(type='TensorboardVisBackend'), whose files 'wandb sync' uploads");
    }
  }

  /** Never called: the settings refuse. */
  public WandbVisBackend(Config config) {}

  @Override
  public void start(Run run) {
    throw new UnsupportedOperationException("no writer of Weights & Biases");
  }

  @Override
  public void scalars(Map<String, ? extends Number> values, long step) {
    throw new UnsupportedOperationException("no writer of Weights & Biases");
  }
}
