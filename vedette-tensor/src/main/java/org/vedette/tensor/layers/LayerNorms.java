package org.vedette.tensor.layers;

import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.tensor.TensorLayer;

/** Makes {@link LayerNorm} layers over the last dimension. */
@Component({"LN", "LayerNorm"})
public final class LayerNorms implements Norm {
  /**
   * Settings.
   *
   * @param eps added to the variance
   * @param elementwise_affine whether there are a weight and a bias
   * @param requires_grad whether weight and bias are trained
   */
  public record Config(
      @Default("1e-5") double eps,
      @Default("True") boolean elementwise_affine,
      @Default("True") boolean requires_grad) {}

  private final Config config;

  /** A factory with the given settings. */
  public LayerNorms(Config config) {
    this.config = config;
  }

  @Override
  public TensorLayer create(int channels) {
    return new LayerNorm(channels, config, false);
  }

  @Override
  public String abbreviation() {
    return "ln";
  }
}
