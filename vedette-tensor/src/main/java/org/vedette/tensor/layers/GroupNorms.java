package org.vedette.tensor.layers;

import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.tensor.TensorLayer;

/** Makes {@link GroupNorm} layers. */
@Component({"GN", "GroupNorm"})
public final class GroupNorms implements Norm {
  /**
   * Settings.
   *
   * @param num_groups how many groups the channels form
   * @param eps added to the variance
   * @param affine whether there are a weight and a bias
   * @param requires_grad whether weight and bias are trained
   */
  public record Config(
      int num_groups,
      @Default("1e-5") double eps,
      @Default("True") boolean affine,
      @Default("True") boolean requires_grad) {}

  private final Config config;

  /** A factory with the given settings. */
  public GroupNorms(Config config) {
    this.config = config;
  }

  @Override
  public TensorLayer create(int channels) {
    return new GroupNorm(channels, config);
  }

  @Override
  public String abbreviation() {
    return "gn";
  }
}
