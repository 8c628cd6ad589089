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
import org.vedette.core.StepContext;
import org.vedette.core.task.BoxCoder;
import org.vedette.core.task.PriorGenerator;
import org.vedette.models.layers.Scale;
import org.vedette.tensor.Initializer;
import org.vedette.tensor.Ops;
import org.vedette.tensor.layers.Conv2d;
import org.vedette.tensor.layers.ConvKind;
import org.vedette.tensor.layers.ConvStyle;
import org.vedette.tensor.layers.LayerList;
import org.vedette.tensor.layers.Norm;
import org.vedette.tensor.layers.Sequential;

/**
 * The head of ATSS (Zhang et al. 2020): RetinaNet's towers, one anchor per cell as a rule, and a
 * centerness that scores are multiplied by. Children: {@code cls_convs}, {@code reg_convs}, {@code
 * atss_cls}, {@code atss_reg}, {@code atss_centerness}, {@code scales}.
 */
@Component("ATSSHead")
public final class AtssHead extends DenseHead<DenseOutputs> implements HasNumClasses {
  /**
   * Settings.
   *
   * @param num_classes K
   * @param in_channels channels of every input map
   * @param pred_kernel_size kernel of the predictors
   * @param stacked_convs 3x3 convolutions of each tower
   * @param conv_cfg the kind of convolution in the towers
   * @param norm_cfg normalisation in the towers; None for none
   * @param anchor_generator the anchors of each level
   * @param bbox_coder how codes become boxes
   * @param reg_decoded_bbox must be True: the loss of boxes compares boxes
   * @param settings keys that all heads with anchors have
   * @param loss_centerness loss of the centerness logits of positive anchors
   * @param test_cfg what inference needs; handed down by the detector
   * @param init_cfg initial weights
   */
  public record Config(
      int num_classes,
      int in_channels,
      @Default("3") int pred_kernel_size,
      @Default("4") int stacked_convs,
      @Default("None") Spec<ConvKind> conv_cfg,
      @Default("dict(type='GN', num_groups=32, requires_grad=True)") Spec<Norm> norm_cfg,
      @Default(
              "dict(type='AnchorGenerator', scales=[8, 16, 32], ratios=[0.5, 1.0, 2.0],"
                  + " strides=[4, 8, 16, 32, 64])")
          Spec<PriorGenerator> anchor_generator,
      @Default(
              "dict(type='DeltaXYWHBBoxCoder', clip_border=True,"
                  + " target_means=(0.0, 0.0, 0.0, 0.0), target_stds=(1.0, 1.0, 1.0, 1.0))")
          Spec<BoxCoder> bbox_coder,
      @Default("True") boolean reg_decoded_bbox,
      @Flat AnchorHeadSettings settings,
      @Default("dict(type='CrossEntropyLoss', use_sigmoid=True, loss_weight=1.0)")
          Spec<Loss> loss_centerness,
      @Default("None") DenseTestConfig test_cfg,
      @Default(
              "dict(type='Normal', layer='Conv2d', std=0.01,"
                  + " override=dict(type='Normal', name='atss_cls', std=0.01, bias_prob=0.01))")
          OneOrMany<Spec<Initializer>> init_cfg) {
    /** Refuses codes in the loss, for which there is no centerness. */
    public Config {
      if (!reg_decoded_bbox) {
        throw new IllegalArgumentException("reg_decoded_bbox: expected True, got False");
      }
    }
  }

  private final Config config;
  private final AnchorBoxes boxes;
  private final Loss centernessLoss;
  private final Sequential classTower;
  private final Sequential boxTower;
  private final Conv2d toClasses;
  private final Conv2d toBox;
  private final Conv2d toCenterness;
  private final LayerList<Scale> scales;

  /** A head with the given settings. */
  public AtssHead(Config config) {
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
    centernessLoss = config.loss_centerness().build();
    int in = config.in_channels();
    int features = config.settings().feat_channels();
    int kernel = config.pred_kernel_size();
    ConvStyle style = ConvStyle.withRelu(config.conv_cfg(), config.norm_cfg());
    classTower = child("cls_convs", Towers.of(in, features, config.stacked_convs(), style));
    boxTower = child("reg_convs", Towers.of(in, features, config.stacked_convs(), style));
    toClasses = child("atss_cls", Towers.predictor(features, boxes.classChannels(), kernel));
    toBox = child("atss_reg", Towers.predictor(features, boxes.boxChannels(), kernel));
    toCenterness = child("atss_centerness", Towers.predictor(features, boxes.perCell(), kernel));
    scales = child("scales", Scale.perLevel(boxes.numLevels()));
  }

  @Override
  public DenseOutputs forward(List<Tensor> features) {
    Levels.check(this, features, boxes.numLevels());
    List<Tensor> classes = new ArrayList<>();
    List<Tensor> codes = new ArrayList<>();
    List<Tensor> centerness = new ArrayList<>();
    for (int level = 0; level < features.size(); level++) {
      Tensor ofBox = boxTower.forward(features.get(level));
      classes.add(toClasses.forward(classTower.forward(features.get(level))));
      codes.add(scales.get(level).forward(toBox.forward(ofBox)));
      centerness.add(toCenterness.forward(ofBox));
    }
    return new DenseOutputs(classes, codes, centerness);
  }

  @Override
  public Losses loss(DenseOutputs outputs, Batch batch, StepContext step) {
    PriorTargets targets = boxes.targets(boxes.grid(outputs.classes()), batch, step, path());
    double factor = targets.averageFactor();
    List<Tensor> classLosses = new ArrayList<>();
    List<Tensor> boxLosses = new ArrayList<>();
    List<Tensor> centernessLosses = new ArrayList<>();
    double sum = 0;
    for (int level = 0; level < targets.levels().size(); level++) {
      PriorTargets.Level target = targets.levels().get(level);
      Tensor codes = outputs.boxes().get(level);
      Tensor centerness = outputs.factors().get(level);
      classLosses.add(boxes.classLoss(outputs.classes().get(level), target, factor));
      if (!target.hasPositives()) {
        boxLosses.add(AnchorBoxes.nothing(codes));
        centernessLosses.add(AnchorBoxes.nothing(centerness));
        continue;
      }
      Tensor wanted = Centerness.ofAnchors(target.priors(), target.boxes());
      Tensor predicted = boxes.coder().decode(target.priors(), target.positives(codes, 4));
      boxLosses.add(boxes.boxLoss().forward(predicted, target.boxes(), wanted, 1.0, null));
      Tensor logits = target.positives(centerness, 1).squeeze(1);
      centernessLosses.add(centernessLoss.forward(logits, wanted, null, factor, null));
      sum += wanted.sum().item_double();
    }
    double boxFactor = Math.max(sum, 1);
    return new Losses()
        .add("loss_cls", classLosses)
        .add("loss_bbox", boxLosses.stream().map(loss -> Ops.div(loss, boxFactor)).toList())
        .add("loss_centerness", centernessLosses);
  }

  @Override
  public List<Detections> predict(DenseOutputs outputs, List<ImageMeta> metas) {
    return boxes.detections(outputs, config.test_cfg(), metas, path());
  }

  @Override
  public int numClasses() {
    return config.num_classes();
  }
}
