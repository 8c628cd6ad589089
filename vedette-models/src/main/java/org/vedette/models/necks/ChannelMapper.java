package org.vedette.models.necks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.vedette.base.TensorException;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.config.component.OneOrMany;
import org.vedette.config.component.Spec;
import org.vedette.core.Neck;
import org.vedette.models.heads.ConvBias;
import org.vedette.tensor.Initializer;
import org.vedette.tensor.layers.Activation;
import org.vedette.tensor.layers.Conv2d;
import org.vedette.tensor.layers.ConvKind;
import org.vedette.tensor.layers.ConvModule;
import org.vedette.tensor.layers.ConvStyle;
import org.vedette.tensor.layers.LayerList;
import org.vedette.tensor.layers.Norm;

/**
 * Brings each map, (N, in_l, H_l, W_l), to (N, out_channels, H_l, W_l) by itself; further levels
 * halve the last map. Children: {@code convs} and, where there are further levels, {@code
 * extra_convs}.
 */
@Component("ChannelMapper")
public final class ChannelMapper extends Neck {
  /**
   * Settings.
   *
   * @param in_channels channels of each input, finest first
   * @param out_channels channels of each output
   * @param kernel_size rows and columns of each convolution's kernel; odd
   * @param conv_cfg the kind of convolution
   * @param norm_cfg the normalisation; None for none
   * @param act_cfg the activation; None for none
   * @param bias whether convolutions have a bias; {@code 'auto'} for exactly where no norm follows
   * @param num_outs how many levels there are; None for as many as inputs
   * @param init_cfg initial weights
   */
  public record Config(
      List<Integer> in_channels,
      int out_channels,
      @Default("3") int kernel_size,
      @Default("None") Spec<ConvKind> conv_cfg,
      @Default("None") Spec<Norm> norm_cfg,
      @Default("dict(type='ReLU')") Spec<Activation> act_cfg,
      @Default("'auto'") ConvBias bias,
      @Default("None") Integer num_outs,
      @Default("dict(type='Xavier', layer='Conv2d', distribution='uniform')")
          OneOrMany<Spec<Initializer>> init_cfg) {
    private ConvStyle style() {
      return new ConvStyle(conv_cfg, norm_cfg, act_cfg);
    }

    private int extra() {
      return num_outs == null ? 0 : Math.max(0, num_outs - in_channels.size());
    }
  }

  private final Config config;
  private final LayerList<ConvModule> convs = child("convs", new LayerList<>());
  private final LayerList<ConvModule> extra = new LayerList<>();

  /** A neck with the given settings. */
  public ChannelMapper(Config config) {
    this.config = config;
    initBy(config.init_cfg());
    int out = config.out_channels();
    int kernel = config.kernel_size();
    for (int in : config.in_channels()) {
      convs.add(module(Conv2d.Shape.of(in, out, kernel).padding((kernel - 1) / 2)));
    }
    if (config.extra() > 0) {
      child("extra_convs", extra);
    }
    for (int i = 0; i < config.extra(); i++) {
      int in = i == 0 ? config.in_channels().get(convs.size() - 1) : out;
      extra.add(module(Conv2d.Shape.of(in, out, 3).stride(2).padding(1)));
    }
  }

  private ConvModule module(Conv2d.Shape shape) {
    return new ConvModule(shape, config.style(), config.bias().of(config.style()));
  }

  @Override
  public List<Tensor> forward(List<Tensor> features) {
    if (features.size() != convs.size()) {
      throw new TensorException(
          "%s: expected %d maps, got %d".formatted(path(), convs.size(), features.size()));
    }
    List<Tensor> outputs = new ArrayList<>();
    for (int i = 0; i < convs.size(); i++) {
      outputs.add(convs.get(i).forward(features.get(i)));
    }
    Tensor last = features.get(features.size() - 1);
    for (ConvModule conv : extra.asList()) {
      last = conv.forward(last);
      outputs.add(last);
    }
    return outputs;
  }

  @Override
  public List<Integer> channels() {
    return Collections.nCopies(convs.size() + extra.size(), config.out_channels());
  }
}
