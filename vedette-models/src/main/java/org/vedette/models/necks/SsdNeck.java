package org.vedette.models.necks;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.vedette.base.TensorException;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.config.component.OneOrMany;
import org.vedette.config.component.Spec;
import org.vedette.core.Neck;
import org.vedette.models.layers.ConvModules;
import org.vedette.tensor.DType;
import org.vedette.tensor.Init;
import org.vedette.tensor.Initializer;
import org.vedette.tensor.Ops;
import org.vedette.tensor.Param;
import org.vedette.tensor.PretrainedLoader;
import org.vedette.tensor.TensorLayer;
import org.vedette.tensor.Tensors;
import org.vedette.tensor.layers.Activation;
import org.vedette.tensor.layers.Conv2d;
import org.vedette.tensor.layers.ConvKind;
import org.vedette.tensor.layers.ConvModule;
import org.vedette.tensor.layers.ConvStyle;
import org.vedette.tensor.layers.LayerList;
import org.vedette.tensor.layers.Norm;
import org.vedette.tensor.layers.Sequential;

/**
 * The further levels of SSD (Liu et al. 2016): the maps of the backbone, of which the first may be
 * normalised, then pairs of convolutions, each of which makes the map before it smaller. Children:
 * {@code l2_norm}, {@code extra_layers}.
 */
@Component("SSDNeck")
public final class SsdNeck extends Neck {
  /**
   * Settings.
   *
   * @param in_channels channels of each input, finest first
   * @param out_channels channels of each output; the first are those of the inputs
   * @param level_strides of the second convolution of each further level
   * @param level_paddings of the second convolution of each further level
   * @param l2_norm_scale initial weights of the norm of the first map; None for no norm
   * @param last_kernel_size rows and columns of the last convolution's kernel
   * @param use_depthwise whether the second convolutions are depthwise separable
   * @param conv_cfg the kind of convolution
   * @param norm_cfg the normalisation; None for none
   * @param act_cfg the activation
   * @param init_cfg initial weights
   */
  public record Config(
      List<Integer> in_channels,
      List<Integer> out_channels,
      List<Integer> level_strides,
      List<Integer> level_paddings,
      @Default("20.0") Double l2_norm_scale,
      @Default("3") int last_kernel_size,
      @Default("False") boolean use_depthwise,
      @Default("None") Spec<ConvKind> conv_cfg,
      @Default("None") Spec<Norm> norm_cfg,
      @Default("dict(type='ReLU')") Spec<Activation> act_cfg,
      @Default(
              "[dict(type='Xavier', distribution='uniform', layer='Conv2d'),"
                  + " dict(type='Constant', val=1, layer='BatchNorm2d')]")
          OneOrMany<Spec<Initializer>> init_cfg) {
    /** Checks that the lists fit each other. */
    public Config {
      int inputs = in_channels.size();
      if (out_channels.size() <= inputs || !out_channels.subList(0, inputs).equals(in_channels)) {
        throw new IllegalArgumentException(
            "out_channels: expected %s and more, got %s".formatted(in_channels, out_channels));
      }
      int further = out_channels.size() - inputs;
      if (level_strides.size() != further || level_paddings.size() != further) {
        throw new IllegalArgumentException(
            "level_strides and level_paddings: expected one for each of %d levels, got %s and %s"
                .formatted(further, level_strides, level_paddings));
      }
    }

    private boolean hasNorm() {
      return l2_norm_scale != null && l2_norm_scale != 0;
    }
  }

  /** Scales each cell of (N, C, H, W) to a length, and each channel by a weight. */
  private static final class L2Norm extends TensorLayer {
    private static final double EPS = 1e-10;

    private final double scale;
    private final Param weight;

    L2Norm(int channels, double scale) {
      this.scale = scale;
      weight = param("weight", Tensors.filled(DType.FLOAT32, scale, channels));
    }

    @Override
    public Tensor forward(Tensor input) {
      Tensor exact = Ops.to(input, DType.FLOAT32);
      Tensor length = Ops.add(Ops.sum(Ops.pow(exact, 2), 1, true).sqrt(), EPS);
      return Ops.to(weight.get().view(1, -1, 1, 1).mul(exact).div(length), DType.of(input));
    }

    @Override
    public void initWeights(PretrainedLoader checkpoints) {
      Init.constant(weight, scale);
    }
  }

  private final Config config;
  private final L2Norm norm;
  private final LayerList<Sequential> further;

  /** A neck with the given settings. */
  public SsdNeck(Config config) {
    this.config = config;
    initBy(config.init_cfg());
    int inputs = config.in_channels().size();
    norm =
        config.hasNorm()
            ? child("l2_norm", new L2Norm(config.in_channels().get(0), config.l2_norm_scale()))
            : null;
    further = child("extra_layers", new LayerList<>());
    ConvStyle style = new ConvStyle(config.conv_cfg(), config.norm_cfg(), config.act_cfg());
    for (int i = 0; i < config.level_strides().size(); i++) {
      int in = config.out_channels().get(inputs - 1 + i);
      int out = config.out_channels().get(inputs + i);
      boolean last = i == config.level_strides().size() - 1;
      Conv2d.Shape second =
          Conv2d.Shape.of(out / 2, out, last ? config.last_kernel_size() : 3)
              .stride(config.level_strides().get(i))
              .padding(config.level_paddings().get(i));
      further.add(
          new Sequential(
              new ConvModule(Conv2d.Shape.of(in, out / 2, 1), style),
              ConvModules.of(second, style, config.use_depthwise())));
    }
  }

  @Override
  public List<Tensor> forward(List<Tensor> features) {
    if (features.size() != config.in_channels().size()) {
      throw new TensorException(
          "%s: expected %d maps, got %d"
              .formatted(path(), config.in_channels().size(), features.size()));
    }
    List<Tensor> outputs = new ArrayList<>(features);
    if (norm != null) {
      outputs.set(0, norm.forward(features.get(0)));
    }
    Tensor last = outputs.get(outputs.size() - 1);
    for (Sequential layer : further.asList()) {
      last = layer.forward(last);
      outputs.add(last);
    }
    return outputs;
  }

  @Override
  public List<Integer> channels() {
    return config.out_channels();
  }
}
