package org.vedette.models.backbones;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.bytedeco.pytorch.Tensor;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.config.component.OneOrMany;
import org.vedette.config.component.Spec;
import org.vedette.core.Backbone;
import org.vedette.models.layers.ConvModules;
import org.vedette.models.layers.CspLayer;
import org.vedette.models.layers.Focus;
import org.vedette.models.layers.Frozen;
import org.vedette.models.layers.SppBottleneck;
import org.vedette.tensor.Initializer;
import org.vedette.tensor.TensorLayer;
import org.vedette.tensor.layers.Activation;
import org.vedette.tensor.layers.Conv2d;
import org.vedette.tensor.layers.ConvKind;
import org.vedette.tensor.layers.ConvStyle;
import org.vedette.tensor.layers.Norm;
import org.vedette.tensor.layers.Sequential;

/**
 * Darknet with cross stage partial layers, the backbone of YOLOX (Ge et al. 2021): (N, 3, H, W), H
 * and W even, to maps at strides 2 (stem), 4, 8, 16, ... Children: {@code stem}, {@code stage1},
 * {@code stage2}, ...
 */
@Component("CSPDarknet")
public final class CspDarknet extends Backbone {
  private static final Map<String, List<CspStage>> ARCHITECTURES =
      Map.of(
          "P5",
          List.of(
              new CspStage(64, 128, 3, true, false),
              new CspStage(128, 256, 9, true, false),
              new CspStage(256, 512, 9, true, false),
              new CspStage(512, 1024, 3, false, true)),
          "P6",
          List.of(
              new CspStage(64, 128, 3, true, false),
              new CspStage(128, 256, 9, true, false),
              new CspStage(256, 512, 9, true, false),
              new CspStage(512, 768, 3, true, false),
              new CspStage(768, 1024, 3, false, true)));

  /**
   * Settings.
   *
   * @param arch a built-in table of stages: {@code 'P5'} has four, {@code 'P6'} five
   * @param deepen_factor scales the number of blocks of each stage
   * @param widen_factor scales the channels of each stage
   * @param out_indices which outputs to give: 0 is the stem, 1 the first stage
   * @param frozen_stages stem and stages up to this one are not trained; -1 trains all
   * @param use_depthwise whether 3x3 convolutions are depthwise separable
   * @param arch_ovewrite stages instead of those of arch, each (in, out, blocks, shortcut, spp)
   * @param spp_kernal_sizes windows of the pyramid pooling
   * @param conv_cfg kind of convolution
   * @param norm_cfg normalisation after each convolution
   * @param act_cfg activation after each normalisation
   * @param norm_eval whether batch norm keeps its running statistics in training
   * @param init_cfg initial weights
   */
  public record Config(
      @Default("'P5'") String arch,
      @Default("1.0") double deepen_factor,
      @Default("1.0") double widen_factor,
      @Default("(2, 3, 4)") List<Integer> out_indices,
      @Default("-1") int frozen_stages,
      @Default("False") boolean use_depthwise,
      @Default("None") List<CspStage> arch_ovewrite,
      @Default("(5, 9, 13)") List<Integer> spp_kernal_sizes,
      @Default("None") Spec<ConvKind> conv_cfg,
      @Default("dict(type='BN', momentum=0.03, eps=0.001)") Spec<Norm> norm_cfg,
      @Default("dict(type='Swish')") Spec<Activation> act_cfg,
      @Default("False") boolean norm_eval,
      @Default(
              "dict(type='Kaiming', layer='Conv2d', a=2.23606797749979, distribution='uniform',"
                  + " mode='fan_in', nonlinearity='leaky_relu')")
          OneOrMany<Spec<Initializer>> init_cfg) {
    /** Checks that the stages named are there. */
    public Config {
      if (!ARCHITECTURES.containsKey(arch)) {
        throw new IllegalArgumentException("arch: expected 'P5' or 'P6', got '" + arch + "'");
      }
      int last = stages(arch, arch_ovewrite).size();
      for (int index : out_indices) {
        if (index < 0 || index > last) {
          throw new IllegalArgumentException(
              "out_indices: expected numbers from 0 to " + last + ", got " + out_indices);
        }
      }
      if (frozen_stages < -1 || frozen_stages > last) {
        throw new IllegalArgumentException(
            "frozen_stages: expected -1 to " + last + ", got " + frozen_stages);
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

    ConvStyle style() {
      return new ConvStyle(conv_cfg, norm_cfg, act_cfg);
    }
  }

  private final Config config;
  private final List<CspStage> stages;
  private final List<TensorLayer> layers = new ArrayList<>();

  /** A backbone with the given settings. */
  public CspDarknet(Config config) {
    this.config = config;
    initBy(config.init_cfg());
    stages = config.scaledStages();
    layers.add(child("stem", new Focus(3, stages.get(0).in(), 3, config.style())));
    for (int i = 0; i < stages.size(); i++) {
      layers.add(child("stage" + (i + 1), newStage(stages.get(i))));
    }
  }

  private Sequential newStage(CspStage stage) {
    ConvStyle style = config.style();
    Conv2d.Shape halving = Conv2d.Shape.of(stage.in(), stage.out(), 3).stride(2).padding(1);
    Sequential parts = new Sequential(ConvModules.of(halving, style, config.use_depthwise()));
    int channels = stage.out();
    if (stage.spp()) {
      parts.add(new SppBottleneck(channels, channels, config.spp_kernal_sizes(), style));
    }
    parts.add(
        CspLayer.ofDarknet(
            channels, channels, stage.blocks(), stage.shortcut(), config.use_depthwise(), style));
    return parts;
  }

  @Override
  public List<Tensor> forward(Tensor images) {
    List<Tensor> outputs = new ArrayList<>();
    Tensor x = images;
    for (int i = 0; i < layers.size(); i++) {
      x = layers.get(i).forward(x);
      if (config.out_indices().contains(i)) {
        outputs.add(x);
      }
    }
    return outputs;
  }

  @Override
  public void train(boolean on) {
    super.train(on);
    Frozen.freeze(layers.subList(0, config.frozen_stages() + 1));
    if (on && config.norm_eval()) {
      Frozen.evalNorms(this);
    }
  }

  @Override
  public List<Integer> channels() {
    return outputs().map(i -> i == 0 ? stages.get(0).in() : stages.get(i - 1).out()).toList();
  }

  @Override
  public List<Integer> strides() {
    return outputs().map(i -> 2 << i).toList();
  }

  private Stream<Integer> outputs() {
    return config.out_indices().stream().sorted().distinct();
  }
}
