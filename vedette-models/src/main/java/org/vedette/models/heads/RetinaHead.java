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
import org.vedette.core.Losses;
import org.vedette.core.StepContext;
import org.vedette.core.task.BoxCoder;
import org.vedette.core.task.PriorGenerator;
import org.vedette.tensor.Initializer;
import org.vedette.tensor.layers.Conv2d;
import org.vedette.tensor.layers.ConvKind;
import org.vedette.tensor.layers.ConvStyle;
import org.vedette.tensor.layers.Norm;
import org.vedette.tensor.layers.Sequential;

/**
 * The head of RetinaNet (Lin et al. 2017): a tower for classes and one for boxes, shared by all
 * levels. Children: {@code cls_convs}, {@code reg_convs}, {@code retina_cls}, {@code retina_reg}.
 */
@Component("RetinaHead")
public final class RetinaHead extends DenseHead<DenseOutputs> implements HasNumClasses {
  /**
   * Settings.
   *
   * @param num_classes K
   * @param in_channels channels of every input map
   * @param stacked_convs 3x3 convolutions of each tower
   * @param conv_cfg the kind of convolution in the towers
   * @param norm_cfg normalisation in the towers; None for none
   * @param anchor_generator the anchors of each level
   * @param bbox_coder how codes become boxes
   * @param reg_decoded_bbox whether the loss of boxes compares boxes, else codes
   * @param settings keys that all heads with anchors have
   * @param test_cfg what inference needs; handed down by the detector
   * @param init_cfg initial weights
   */
  public record Config(
      int num_classes,
      int in_channels,
      @Default("4") int stacked_convs,
      @Default("None") Spec<ConvKind> conv_cfg,
      @Default("None") Spec<Norm> norm_cfg,
      @Default(
              "dict(type='AnchorGenerator', octave_base_scale=4, scales_per_octave=3,"
                  + " ratios=[0.5, 1.0, 2.0], strides=[8, 16, 32, 64, 128])")
          Spec<PriorGenerator> anchor_generator,
      @Default(
              "dict(type='DeltaXYWHBBoxCoder', clip_border=True,"
                  + " target_means=(0.0, 0.0, 0.0, 0.0), target_stds=(1.0, 1.0, 1.0, 1.0))")
          Spec<BoxCoder> bbox_coder,
      @Default("False") boolean reg_decoded_bbox,
      @Flat AnchorHeadSettings settings,
      @Default("None") DenseTestConfig test_cfg,
      @Default(
              "dict(type='Normal', layer='Conv2d', std=0.01,"
                  + " override=dict(type='Normal', name='retina_cls', std=0.01, bias_prob=0.01))")
          OneOrMany<Spec<Initializer>> init_cfg) {}

  private final Config config;
  private final AnchorBoxes boxes;
  private final Sequential classTower;
  private final Sequential boxTower;
  private final Conv2d toClasses;
  private final Conv2d toBox;

  /** A head with the given settings. */
  public RetinaHead(Config config) {
    this.config = config;
    initBy(config.init_cfg());
    boxes =
        new AnchorBoxes(
            config.num_classes(),
            config.anchor_generator(),
            config.bbox_coder(),
            config.reg_decoded_bbox(),
            config.settings());
    boxes.lossLayers().forEach(this::child);
    int in = config.in_channels();
    int features = config.settings().feat_channels();
    int convs = config.stacked_convs();
    ConvStyle style = ConvStyle.withRelu(config.conv_cfg(), config.norm_cfg());
    classTower = child("cls_convs", Towers.of(in, features, convs, style));
    boxTower = child("reg_convs", Towers.of(in, features, convs, style));
    int out = convs == 0 ? in : features;
    toClasses = child("retina_cls", Towers.predictor(out, boxes.classChannels()));
    toBox = child("retina_reg", Towers.predictor(out, boxes.boxChannels()));
  }

  @Override
  public DenseOutputs forward(List<Tensor> features) {
    Levels.check(this, features, boxes.numLevels());
    List<Tensor> classes = new ArrayList<>();
    List<Tensor> codes = new ArrayList<>();
    for (Tensor map : features) {
      classes.add(toClasses.forward(classTower.forward(map)));
      codes.add(toBox.forward(boxTower.forward(map)));
    }
    return new DenseOutputs(classes, codes, null);
  }

  @Override
  public Losses loss(DenseOutputs outputs, Batch batch, StepContext step) {
    return boxes.losses(outputs, batch, step, path());
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
