package com.acme.vedette;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.vedette.base.TensorException;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.config.component.Spec;
import org.vedette.core.Neck;
import org.vedette.tensor.layers.Activation;
import org.vedette.tensor.layers.Conv2d;
import org.vedette.tensor.layers.ConvModule;
import org.vedette.tensor.layers.ConvStyle;
import org.vedette.tensor.layers.LayerList;
import org.vedette.tensor.layers.Norm;

/** Brings each map to the same number of channels by a 1x1 convolution; levels do not mix. */
@Component("acme.LateralNeck")
public final class LateralNeck extends Neck {
  private final Config config;
  private final LayerList<ConvModule> laterals;

  /**
   * Settings.
   *
   * @param in_channels channels of each input, finest first
   * @param out_channels channels of every output
   * @param norm_cfg normalisation after each convolution; None: none
   * @param act_cfg activation after each convolution; None: none
   */
  public record Config(
      List<Integer> in_channels,
      int out_channels,
      @Default("None") Spec<Norm> norm_cfg,
      @Default("None") Spec<Activation> act_cfg) {}

  /** A neck with the given settings. */
  public LateralNeck(Config config) {
    this.config = config;
    laterals = child("lateral_convs", new LayerList<>());
    ConvStyle style = new ConvStyle(null, config.norm_cfg(), config.act_cfg());
    for (int in : config.in_channels()) {
      laterals.add(new ConvModule(Conv2d.Shape.of(in, config.out_channels(), 1), style));
    }
  }

  @Override
  public List<Tensor> forward(List<Tensor> features) {
    if (features.size() != laterals.size()) {
      throw new TensorException(
          path() + ": expected " + laterals.size() + " maps, got " + features.size());
    }
    List<Tensor> maps = new ArrayList<>();
    for (int level = 0; level < features.size(); level++) {
      maps.add(laterals.get(level).forward(features.get(level)));
    }
    return maps;
  }

  @Override
  public List<Integer> channels() {
    return Collections.nCopies(laterals.size(), config.out_channels());
  }
}
