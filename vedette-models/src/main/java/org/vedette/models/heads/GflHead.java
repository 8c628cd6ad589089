package org.vedette.models.heads;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.vedette.base.Detections;
import org.vedette.base.ImageMeta;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.config.component.Flat;
import org.vedette.config.component.OneOrMany;
import org.vedette.config.component.Spec;
import org.vedette.core.Batch;
import org.vedette.core.DenseHead;
import org.vedette.core.HasNumClasses;
import org.vedette.core.Loss;
import org.vedette.core.Losses;
import org.vedette.core.QualityLoss;
import org.vedette.core.StepContext;
import org.vedette.core.task.BoxCoder;
import org.vedette.core.task.PriorGenerator;
import org.vedette.models.layers.Scale;
import org.vedette.models.task.coders.DistancePointBboxCoder;
import org.vedette.tensor.Initializer;
import org.vedette.tensor.layers.Conv2d;
import org.vedette.tensor.layers.ConvKind;
import org.vedette.tensor.layers.ConvStyle;
import org.vedette.tensor.layers.LayerList;
import org.vedette.tensor.layers.Norm;
import org.vedette.tensor.layers.Sequential;

/**
 * The head of Generalized Focal Loss (Li et al. 2020): class scores that say how good the box is,
 * and each side of a box as a distribution of distances. Children: {@code cls_convs}, {@code
 * reg_convs}, {@code gfl_cls}, {@code gfl_reg}, {@code scales}, {@code integral}.
 */
@Component("GFLHead")
public final class GflHead extends DenseHead<DenseOutputs> implements HasNumClasses {
  /**
   * Settings.
   *
   * @param num_classes K
   * @param in_channels channels of every input map
   * @param stacked_convs 3x3 convolutions of each tower
   * @param conv_cfg the kind of convolution in the towers
   * @param norm_cfg normalisation in the towers; None for none
   * @param loss_dfl loss of the distributions
   * @param anchor_generator the anchors of each level, one per cell
   * @param bbox_coder how distances become boxes; a DistancePointBBoxCoder
   * @param reg_decoded_bbox without effect, here as upstream: the loss always compares boxes
   * @param reg_max the largest distance, in strides
   * @param settings keys that all heads with anchors have; {@code loss_cls} must know qualities
   * @param test_cfg what inference needs; handed down by the detector
   * @param init_cfg initial weights
   */
  public record Config(
      int num_classes,
      int in_channels,
      @Default("4") int stacked_convs,
      @Default("None") Spec<ConvKind> conv_cfg,
      @Default("dict(type='GN', num_groups=32, requires_grad=True)") Spec<Norm> norm_cfg,
      @Default("dict(type='DistributionFocalLoss', loss_weight=0.25)") Spec<Loss> loss_dfl,
      Spec<PriorGenerator> anchor_generator,
      @Default("dict(type='DistancePointBBoxCoder')") Spec<BoxCoder> bbox_coder,
      @Default("False") boolean reg_decoded_bbox,
      @Default("16") int reg_max,
      @Flat AnchorHeadSettings settings,
      @Default("None") DenseTestConfig test_cfg,
      @Default(
              "dict(type='Normal', layer='Conv2d', std=0.01,"
                  + " override=dict(type='Normal', name='gfl_cls', std=0.01, bias_prob=0.01))")
          OneOrMany<Spec<Initializer>> init_cfg) {
    /** Checks the kinds of loss and coder. */
    public Config {
      settings.requireQualityLoss();
      if (bbox_coder.componentClass() != DistancePointBboxCoder.class) {
        throw new IllegalArgumentException(
            "bbox_coder: expected DistancePointBBoxCoder, got " + bbox_coder.type());
      }
    }
  }

  private final Config config;
  private final AnchorBoxes boxes;
  private final Sequential classTower;
  private final Sequential boxTower;
  private final Conv2d toClasses;
  private final Conv2d toBox;
  private final LayerList<Scale> scales;
  private final GflBoxes distributions;

  /** A head with the given settings. */
  public GflHead(Config config) {
    this.config = config;
    initBy(config.init_cfg());
    boxes =
        new AnchorBoxes(
            config.num_classes(),
            config.anchor_generator(),
            config.bbox_coder(),
            true,
            config.settings());
    boxes.lossLayers().forEach(this::child);
    boxes.requireOneSquareCell(config.anchor_generator());
    int in = config.in_channels();
    int features = config.settings().feat_channels();
    ConvStyle style = ConvStyle.withRelu(config.conv_cfg(), config.norm_cfg());
    classTower = child("cls_convs", Towers.of(in, features, config.stacked_convs(), style));
    boxTower = child("reg_convs", Towers.of(in, features, config.stacked_convs(), style));
    toClasses = child("gfl_cls", Towers.predictor(features, boxes.scores().channels()));
    toBox = child("gfl_reg", Towers.predictor(features, 4 * (config.reg_max() + 1)));
    scales = child("scales", Scale.perLevel(boxes.numLevels()));
    Integral integral = child("integral", new Integral(config.reg_max()));
    distributions = new GflBoxes(boxes, integral, config.reg_max(), config.loss_dfl().build());
  }

  @Override
  public DenseOutputs forward(List<Tensor> features) {
    Levels.check(this, features, boxes.numLevels());
    List<Tensor> classes = new ArrayList<>();
    List<Tensor> codes = new ArrayList<>();
    for (int level = 0; level < features.size(); level++) {
      Tensor map = features.get(level);
      classes.add(toClasses.forward(classTower.forward(map)));
      codes.add(scales.get(level).forward(toBox.forward(boxTower.forward(map))));
    }
    return new DenseOutputs(classes, codes, null);
  }

  @Override
  public Losses loss(DenseOutputs outputs, Batch batch, StepContext step) {
    PriorTargets targets = boxes.targets(boxes.grid(outputs.classes()), batch, step, path());
    return distributions.losses(outputs, targets, (QualityLoss) boxes.classLoss());
  }

  @Override
  public List<Detections> predict(DenseOutputs outputs, List<ImageMeta> metas) {
    PriorGrid grid = boxes.grid(outputs.classes());
    return distributions.decoder().detections(outputs, grid, config.test_cfg(), metas, path());
  }

  @Override
  public int numClasses() {
    return config.num_classes();
  }
}
