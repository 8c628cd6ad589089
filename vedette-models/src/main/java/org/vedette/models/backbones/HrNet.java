package org.vedette.models.backbones;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.config.component.OneOrMany;
import org.vedette.config.component.Spec;
import org.vedette.core.Backbone;
import org.vedette.models.layers.Frozen;
import org.vedette.models.layers.NumberedConv;
import org.vedette.models.layers.SparseLayers;
import org.vedette.models.layers.residual.BlockStyle;
import org.vedette.models.layers.residual.ResidualStage;
import org.vedette.tensor.Initializer;
import org.vedette.tensor.TensorLayer;
import org.vedette.tensor.layers.Conv2d;
import org.vedette.tensor.layers.ConvKind;
import org.vedette.tensor.layers.ConvStep;
import org.vedette.tensor.layers.ConvSteps;
import org.vedette.tensor.layers.ConvStyle;
import org.vedette.tensor.layers.LayerList;
import org.vedette.tensor.layers.Norm;
import org.vedette.tensor.layers.Relu;
import org.vedette.tensor.layers.Sequential;

/**
 * High-resolution network (Wang et al. 2019): (N, in_channels, H, W) to maps at strides 4, 8, 16,
 * 32, all of which are kept from where they begin to the end. H and W are multiples of 32.
 * Children: {@code conv1}, {@code bn1}, {@code conv2}, {@code bn2}, {@code layer1}, {@code
 * transition1}, {@code stage2}, ..., {@code stage4}.
 */
@Component("HRNet")
public final class HrNet extends Backbone implements ConvSteps {
  private static final int STEM = 64;

  /**
   * What the stages are made of.
   *
   * @param stage1 one branch, one module
   * @param stage2 of more branches
   * @param stage3 of more branches
   * @param stage4 whose maps are given
   */
  public record Extra(HrStage stage1, HrStage stage2, HrStage stage3, HrStage stage4) {}

  /**
   * Settings.
   *
   * @param extra what the stages are made of
   * @param in_channels channels of the image
   * @param conv_cfg the kind of convolution
   * @param norm_cfg the normalisation
   * @param norm_eval whether batch norms keep their running statistics in training
   * @param with_cp whether activations are computed again in the backward pass; only False
   * @param zero_init_residual whether blocks start as the identity; upstream has this key, too, but
   *     there it does nothing
   * @param multiscale_output whether all maps are given, not the finest alone
   * @param pretrained the old way to name a checkpoint; see init_cfg
   * @param init_cfg initial weights
   */
  public record Config(
      Extra extra,
      @Default("3") int in_channels,
      @Default("None") Spec<ConvKind> conv_cfg,
      @Default("dict(type='BN')") Spec<Norm> norm_cfg,
      @Default("True") boolean norm_eval,
      @Default("False") boolean with_cp,
      @Default("False") boolean zero_init_residual,
      @Default("True") boolean multiscale_output,
      @Default("None") String pretrained,
      @Default("None") OneOrMany<Spec<Initializer>> init_cfg) {
    /** Checks that the settings go together. */
    public Config {
      ResidualInit.requireNoCheckpointing(with_cp);
      ResidualInit.requireOneSource(pretrained, init_cfg);
    }

    private BlockStyle blockStyle() {
      boolean zero = zero_init_residual && pretrained == null && init_cfg == null;
      return new BlockStyle(conv_cfg, norm_cfg, BlockStyle.Style.PYTORCH, null, List.of(), zero);
    }
  }

  private final Config config;
  private final ConvStyle style;
  private final List<ConvStep> stem = new ArrayList<>();
  private final Sequential layer1;
  private final List<SparseLayers<TensorLayer>> transitions = new ArrayList<>();
  private final List<LayerList<HrModule>> stages = new ArrayList<>();
  private final List<Integer> widths;

  /** A backbone with the given settings. */
  public HrNet(Config config) {
    this.config = config;
    style = new ConvStyle(config.conv_cfg(), config.norm_cfg(), null);
    initBy(ResidualInit.of(config.pretrained(), config.init_cfg()));
    addStem(config.in_channels());
    addStem(STEM);
    HrStage first = config.extra().stage1();
    layer1 =
        child(
            "layer1",
            new ResidualStage(
                    STEM, first.num_channels().get(0), first.num_blocks().get(0), 1, 1, false)
                .build(first.kind(), config.blockStyle()));
    List<Integer> before = List.of(first.widths().get(0));
    before = addStage(before, config.extra().stage2(), false);
    before = addStage(before, config.extra().stage3(), false);
    widths = addStage(before, config.extra().stage4(), !config.multiscale_output());
  }

  private void addStem(int in) {
    int number = stem.size() + 1;
    Conv2d.Shape shape = Conv2d.Shape.of(in, STEM, 3).stride(2).padding(1);
    Norm norm = config.norm_cfg().build();
    stem.add(
        new ConvStep(
            slot("conv" + number, style.newConv(shape, false)),
            slot(norm.abbreviation() + number, norm.create(STEM)),
            new Relu(new Relu.Config(true))));
  }

  private List<Integer> addStage(List<Integer> before, HrStage stage, boolean onlyFinest) {
    List<Integer> after = stage.widths();
    int number = stages.size() + 1;
    transitions.add(child("transition" + number, transition(before, after)));
    LayerList<HrModule> modules = new LayerList<HrModule>().passingInit();
    for (int i = 0; i < stage.num_modules(); i++) {
      boolean last = i == stage.num_modules() - 1;
      modules.add(new HrModule(stage, config.blockStyle(), onlyFinest && last));
    }
    stages.add(child("stage" + (number + 1), modules));
    return after;
  }

  /** What begins the branches of a stage; left out where a branch goes on as it is. */
  private SparseLayers<TensorLayer> transition(List<Integer> before, List<Integer> after) {
    SparseLayers<TensorLayer> layers = new SparseLayers<>();
    for (int i = 0; i < after.size(); i++) {
      if (i >= before.size()) {
        layers.put(i, halvings(before.get(before.size() - 1), after.get(i), i + 1 - before.size()));
      } else if (!after.get(i).equals(before.get(i))) {
        Conv2d.Shape shape = Conv2d.Shape.of(before.get(i), after.get(i), 3).padding(1);
        layers.put(i, new NumberedConv(shape, style, new Relu(new Relu.Config(true))));
      }
    }
    return layers;
  }

  private Sequential halvings(int in, int out, int count) {
    Sequential layers = new Sequential();
    for (int k = 1; k <= count; k++) {
      Conv2d.Shape shape = Conv2d.Shape.of(in, k == count ? out : in, 3).stride(2).padding(1);
      layers.add(new NumberedConv(shape, style, new Relu(new Relu.Config(true))));
    }
    return layers;
  }

  @Override
  public List<Tensor> forward(Tensor images) {
    Tensor x = stem.get(1).forward(stem.get(0).forward(images));
    List<Tensor> maps = List.of(layer1.forward(x));
    for (int i = 0; i < stages.size(); i++) {
      maps = begun(maps, transitions.get(i), stages.get(i).get(0).branches());
      for (HrModule module : stages.get(i).asList()) {
        maps = module.forward(maps);
      }
    }
    return maps;
  }

  /** The maps with which the branches of a stage begin. */
  private static List<Tensor> begun(
      List<Tensor> maps, SparseLayers<TensorLayer> transition, int branches) {
    Tensor coarsest = maps.get(maps.size() - 1);
    List<Tensor> begun = new ArrayList<>();
    for (int i = 0; i < branches; i++) {
      TensorLayer layer = transition.get(i);
      begun.add(layer == null ? maps.get(i) : layer.forward(coarsest));
    }
    return begun;
  }

  @Override
  public void train(boolean on) {
    super.train(on);
    if (on && config.norm_eval()) {
      Frozen.evalNorms(this);
    }
  }

  @Override
  public List<ConvStep> steps() {
    return stem;
  }

  @Override
  public List<Integer> channels() {
    return config.multiscale_output() ? widths : widths.subList(0, 1);
  }

  @Override
  public List<Integer> strides() {
    return List.of(4, 8, 16, 32).subList(0, channels().size());
  }
}
