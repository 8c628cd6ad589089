package org.vedette.tensor.layers;

import org.bytedeco.pytorch.Tensor;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.tensor.Ops;

/** x held between two bounds: mmcv's Clamp. */
@Component({"Clamp", "Clip"})
public final class Clamp extends Activation {
  /**
   * Settings.
   *
   * @param min the lowest value
   * @param max the highest value
   */
  public record Config(@Default("-1.0") double min, @Default("1.0") double max) {}

  private final Config config;

  /** An activation with the given settings. */
  public Clamp(Config config) {
    this.config = config;
  }

  @Override
  public Tensor forward(Tensor input) {
    return Ops.clamp(input, config.min(), config.max());
  }
}
