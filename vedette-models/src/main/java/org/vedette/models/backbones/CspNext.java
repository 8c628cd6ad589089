package org.vedette.models.backbones;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.config.component.OneOrMany;
import org.vedette.config.component.Spec;
import org.vedette.core.Backbone;
import org.vedette.models.layers.ChannelAttention;
import org.vedette.models.layers.ConvModules;
import org.vedette.models.layers.CspLayer;
import org.vedette.models.layers.CspNextBlock;
import org.vedette.models.layers.Frozen;
import org.vedette.models.layers.SppBottleneck;
import org.vedette.tensor.Initializer;
import org.vedette.tensor.TensorLayer;
import org.vedette.tensor.layers.Activation;
import org.vedette.tensor.layers.Conv2d;
import org.vedette.tensor.layers.ConvKind;
import org.vedette.tensor.layers.ConvModule;
import org.vedette.tensor.layers.ConvStyle;
import org.vedette.tensor.layers.Norm;
import org.vedette.tensor.layers.Sequential;

/**
 * CSPNeXt, the backbone of RTMDet (Lyu et al. 2022). Children: {@code stem}, {@code stage1}, ...;
 * output l has 1/2^(l+1) of the image's resolution, the stem being 0.
 */
@Component("CSPNeXt")
public final class CspNext extends Backbone {
  private static final Map<String, List<CspStage>> ARCHITECTURES =
      Map.of(
          "P5",
          List.of(
              new CspStage(64, 128, 3, true, false),
              new CspStage(128, 256, 6, true, false),
              new CspStage(256, 512, 6, true, false),
              new CspStage(512, 1024, 3, false, true)),
          "P6",
          List.of(
              new CspStage(64, 128, 3, true, false),
              new CspStage(128, 256, 6, true, false),
              new CspStage(256, 512, 6, true, false),
              new CspStage(512, 768, 3, true, false),
              new CspStage(768, 1024, 3, false, true)));

  /**
   * Settings.
   *
   * @param arch {@code 'P5'} (four stages) or {@code 'P6'} (five)
   * @param deepen_factor multiplies the blocks of each stage
   * @param widen_factor multiplies the channels of each stage
   * @param out_indices which outputs to give: 0 is the stem, i the i-th stage
   * @param frozen_stages the last part that is not trained, counted as the outputs are; -1 for none
   * @param use_depthwise whether 3x3 convolutions are depthwise separable
   * @param expand_ratio channels of each way through a CSP layer, per output channel
   * @param arch_ovewrite stages instead of those of {@code arch}: lists of in_channels,
   *     out_channels, num_blocks, add_identity, use_spp
   * @param spp_kernel_sizes windows of the spatial pyramid pooling
   * @param channel_attention whether each CSP layer weighs its channels
   * @param conv_cfg the kind of convolution
   * @param norm_cfg the normalisation
   * @param act_cfg the activation
   * @param norm_eval whether batch norms keep their statistics in training
   * @param init_cfg initial weights
   */
  public record Config(
      @Default("'P5'") String arch,
      @Default("1.0") double deepen_factor,
      @Default("1.0") double widen_factor,
      @Default("(2, 3, 4)") List<Integer> out_indices,
      @Default("-1") int frozen_stages,
      @Default("False") boolean use_depthwise,
      @Default("0.5") double expand_ratio,
      @Default("None") List<CspStage> arch_ovewrite,
      @Default("(5, 9, 13)") List<Integer> spp_kernel_sizes,
      @Default("True") boolean channel_attention,
      @Default("None") Spec<ConvKind> conv_cfg,
      @Default("dict(type='BN', momentum=0.03, eps=0.001)") Spec<Norm> norm_cfg,
      @Default("dict(type='SiLU')") Spec<Activation> act_cfg,
      @Default("False") boolean norm_eval,
      @Default(
              "dict(type='Kaiming', layer='Conv2d', a=2.23606797749979, distribution='uniform',"
                  + " mode='fan_in', nonlinearity='leaky_relu')")
          OneOrMany<Spec<Initializer>> init_cfg) {

    /** Checks that the stages asked for exist. */
    public Config {
      if (!ARCHITECTURES.containsKey(arch)) {
        throw new IllegalArgumentException("arch: expected 'P5' or 'P6', got '" + arch + "'");
      }
      int stages = stages(arch, arch_ovewrite).size();
      for (int index : out_indices) {
        if (index < 0 || index > stages) {
          throw new IllegalArgumentException(
              "out_indices: expected 0 to " + stages + ", got " + index);
        }
      }
      if (frozen_stages < -1 || frozen_stages > stages) {
        throw new IllegalArgumentException(
            "frozen_stages: expected -1 to " + stages + ", got " + frozen_stages);
      }
    }

    private static List<CspStage> stages(String arch, List<CspStage> overwrite) {
      return overwrite == null || overwrite.isEmpty() ? ARCHITECTURES.get(arch) : overwrite;
    }

    private List<CspStage> scaledStages() {
      return stages(arch, arch_ovewrite).stream()
          .map(stage -> stage.scaled(deepen_factor, widen_factor))
          .toList();
    }
  }

  private final Config config;
  private final List<CspStage> stages;
  private final List<TensorLayer> parts = new ArrayList<>();

  /** A backbone with the given settings. */
  public CspNext(Config config) {
    this.config = config;
    stages = config.scaledStages();
    initBy(config.init_cfg());
    parts.add(child("stem", stem()));
    for (CspStage stage : stages) {
      parts.add(child("stage" + parts.size(), newStage(stage)));
    }
  }

  private Sequential stem() {
    // The stem's convolutions are plain whatever conv_cfg says, as upstream has it.
    ConvStyle style = new ConvStyle(null, config.norm_cfg(), config.act_cfg());
    int out = stages.get(0).in();
    int half = (int) Math.floor(firstWidth() / 2);
    return new Sequential(
        new ConvModule(Conv2d.Shape.of(3, half, 3).padding(1).stride(2), style),
        new ConvModule(Conv2d.Shape.of(half, half, 3).padding(1), style),
        new ConvModule(Conv2d.Shape.of(half, out, 3).padding(1), style));
  }

  /** Channels after the stem before they are rounded. */
  private double firstWidth() {
    int plain = Config.stages(config.arch(), config.arch_ovewrite()).get(0).in();
    return plain * config.widen_factor();
  }

  private Sequential newStage(CspStage stage) {
    ConvStyle style = new ConvStyle(config.conv_cfg(), config.norm_cfg(), config.act_cfg());
    boolean depthwise = config.use_depthwise();
    Conv2d.Shape halving = Conv2d.Shape.of(stage.in(), stage.out(), 3).padding(1).stride(2);
    List<TensorLayer> layers = new ArrayList<>();
    layers.add(ConvModules.of(halving, style, depthwise));
    if (stage.spp()) {
      layers.add(new SppBottleneck(stage.out(), stage.out(), config.spp_kernel_sizes(), style));
    }
    layers.add(
        new CspLayer(
            stage.out(),
            stage.out(),
            config.expand_ratio(),
            stage.blocks(),
            style,
            c -> new CspNextBlock(c, c, stage.shortcut(), depthwise, style),
            config.channel_attention() ? ChannelAttention::new : null));
    return new Sequential(layers);
  }

  @Override
  public List<Tensor> forward(Tensor images) {
    List<Tensor> outputs = new ArrayList<>();
    Tensor x = images;
    for (int i = 0; i < parts.size(); i++) {
      x = parts.get(i).forward(x);
      if (config.out_indices().contains(i)) {
        outputs.add(x);
      }
    }
    return outputs;
  }

  @Override
  public void train(boolean on) {
    super.train(on);
    Frozen.freeze(parts.subList(0, config.frozen_stages() + 1));
    if (on && config.norm_eval()) {
      Frozen.evalNorms(this);
    }
  }

  @Override
  public List<Integer> channels() {
    return config.out_indices().stream()
        .sorted()
        .distinct()
        .map(i -> i == 0 ? stages.get(0).in() : stages.get(i - 1).out())
        .toList();
  }

  @Override
  public List<Integer> strides() {
    return config.out_indices().stream().sorted().distinct().map(i -> 2 << i).toList();
  }
}
