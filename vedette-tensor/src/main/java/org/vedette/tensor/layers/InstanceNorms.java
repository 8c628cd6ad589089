package org.vedette.tensor.layers;

import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.tensor.TensorLayer;

/** Makes {@link InstanceNorm} layers. */
@Component({"IN", "IN1d", "IN2d", "IN3d", "InstanceNorm1d", "InstanceNorm2d", "InstanceNorm3d"})
public final class InstanceNorms implements Norm {
  /**
   * Settings.
   *
   * @param eps added to the variance
   * @param momentum share of the new batch in the running statistics
   * @param affine whether there are a weight and a bias
   * @param track_running_stats whether statistics are gathered in training and used in inference
   * @param requires_grad whether weight and bias are trained
   */
  public record Config(
      @Default("1e-5") double eps,
      @Default("0.1") double momentum,
      @Default("False") boolean affine,
      @Default("False") boolean track_running_stats,
      @Default("True") boolean requires_grad) {}

  private final Config config;

  /** A factory with the given settings. */
  public InstanceNorms(Config config) {
    this.config = config;
  }

  @Override
  public TensorLayer create(int channels) {
    return new InstanceNorm(channels, config);
  }

  @Override
  public String abbreviation() {
    return "in";
  }
}
