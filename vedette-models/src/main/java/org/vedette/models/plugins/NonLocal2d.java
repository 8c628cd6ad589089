package org.vedette.models.plugins;

import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.config.component.Spec;
import org.vedette.core.Plugin;
import org.vedette.tensor.TensorLayer;
import org.vedette.tensor.layers.ConvKind;
import org.vedette.tensor.layers.Norm;

/** Makes {@link NonLocalBlock}s. */
@Component("NonLocal2d")
public final class NonLocal2d implements Plugin {
  /** How much one cell takes of another. */
  public enum Mode {
    /** The softmax of their product. */
    GAUSSIAN,
    /** The softmax of the product of what two convolutions make of them. */
    EMBEDDED_GAUSSIAN,
    /** That product, divided by the number of cells. */
    DOT_PRODUCT,
    /** What a convolution makes of both of these, rectified, divided by the number of cells. */
    CONCATENATION
  }

  /**
   * Settings.
   *
   * @param sub_sample whether the other cells are maxima over 2x2 cells
   * @param conv_cfg the kind of convolution
   * @param reduction how many times fewer channels there are inside
   * @param use_scale whether products are divided by the root of the number of channels; only in
   *     the mode {@code embedded_gaussian}
   * @param norm_cfg the normalisation of the last convolution; None for none
   * @param mode how much one cell takes of another
   * @param zeros_init whether the layer starts as the identity
   */
  public record Config(
      @Default("False") boolean sub_sample,
      @Default("dict(type='Conv2d')") Spec<ConvKind> conv_cfg,
      @Default("2") int reduction,
      @Default("True") boolean use_scale,
      @Default("None") Spec<Norm> norm_cfg,
      @Default("'embedded_gaussian'") Mode mode,
      @Default("True") boolean zeros_init) {}

  private final Config config;

  /** A factory with the given settings. */
  public NonLocal2d(Config config) {
    this.config = config;
  }

  @Override
  public TensorLayer create(int channels) {
    return new NonLocalBlock(channels, config);
  }

  @Override
  public String abbreviation() {
    return "nonlocal_block";
  }
}
