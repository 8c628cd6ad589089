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
import org.vedette.tensor.Init;
import org.vedette.tensor.Initializer;
import org.vedette.tensor.PretrainedLoader;
import org.vedette.tensor.layers.Conv2d;
import org.vedette.tensor.layers.ConvKind;
import org.vedette.tensor.layers.ConvStyle;
import org.vedette.tensor.layers.LayerList;
import org.vedette.tensor.layers.Norm;
import org.vedette.tensor.layers.Sequential;

/**
 * RetinaNet's head with towers whose normalisations each level has for itself, while convolutions
 * are shared (NAS-FPN, Ghiasi et al. 2019). Children: {@code cls_convs}, {@code reg_convs} per
 * level, {@code retina_cls}, {@code retina_reg}.
 */
@Component("RetinaSepBNHead")
public final class RetinaSepBnHead extends DenseHead<DenseOutputs> implements HasNumClasses {
  private static final double STD = 0.01;
  private static final double PRIOR_PROBABILITY = 0.01;

  /**
   * Settings.
   *
   * @param num_classes K
   * @param num_ins how many levels there are
   * @param in_channels channels of every input map
   * @param stacked_convs 3x3 convolutions of each tower
   * @param conv_cfg the kind of convolution in the towers
   * @param norm_cfg normalisation in the towers; None for none
   * @param anchor_generator the anchors of each level
   * @param bbox_coder how codes become boxes
   * @param reg_decoded_bbox whether the loss of boxes compares boxes, else codes
   * @param settings keys that all heads with anchors have
   * @param test_cfg what inference needs; handed down by the detector
   * @param init_cfg must be None: the head draws its weights in its own way
   */
  public record Config(
      int num_classes,
      int num_ins,
      int in_channels,
      @Default("4") int stacked_convs,
      @Default("None") Spec<ConvKind> conv_cfg,
      @Default("None") Spec<Norm> norm_cfg,
      @Default(
              "dict(type='AnchorGenerator', scales=[8, 16, 32], ratios=[0.5, 1.0, 2.0],"
                  + " strides=[4, 8, 16, 32, 64])")
          Spec<PriorGenerator> anchor_generator,
      @Default(
              "dict(type='DeltaXYWHBBoxCoder', clip_border=True,"
                  + " target_means=(0.0, 0.0, 0.0, 0.0), target_stds=(1.0, 1.0, 1.0, 1.0))")
          Spec<BoxCoder> bbox_coder,
      @Default("False") boolean reg_decoded_bbox,
      @Flat AnchorHeadSettings settings,
      @Default("None") DenseTestConfig test_cfg,
      @Default("None") OneOrMany<Spec<Initializer>> init_cfg) {
    /** Refuses initial weights. */
    public Config {
      if (init_cfg != null) {
        throw new IllegalArgumentException("init_cfg: expected None");
      }
    }
  }

  private final Config config;
  private final AnchorBoxes boxes;
  private final LayerList<Sequential> classTowers;
  private final LayerList<Sequential> boxTowers;
  private final Conv2d toClasses;
  private final Conv2d toBox;

  /** A head with the given settings. */
  public RetinaSepBnHead(Config config) {
    this.config = config;
    boxes =
        new AnchorBoxes(
            config.num_classes(),
            config.anchor_generator(),
            config.bbox_coder(),
            config.reg_decoded_bbox(),
            config.settings());
    boxes.lossLayers().forEach(this::child);
    int features = config.settings().feat_channels();
    classTowers = child("cls_convs", newTowers(features));
    boxTowers = child("reg_convs", newTowers(features));
    toClasses = child("retina_cls", Towers.predictor(features, boxes.classChannels()));
    toBox = child("retina_reg", Towers.predictor(features, boxes.boxChannels()));
    drawWeights();
  }

  private LayerList<Sequential> newTowers(int features) {
    return Towers.sharingConvs(
        config.num_ins(),
        config.in_channels(),
        features,
        config.stacked_convs(),
        ConvStyle.withRelu(config.conv_cfg(), config.norm_cfg()));
  }

  private void drawWeights() {
    for (Conv2d conv : find(Conv2d.class)) {
      Init.normal(conv.weight(), 0, STD);
      if (conv.bias() != null) {
        Init.constant(conv.bias(), 0);
      }
    }
    Init.constant(toClasses.bias(), Init.logit(PRIOR_PROBABILITY));
  }

  @Override
  public void initWeights(PretrainedLoader checkpoints) {
    drawWeights();
  }

  @Override
  public DenseOutputs forward(List<Tensor> features) {
    Levels.check(this, features, boxes.numLevels());
    List<Tensor> classes = new ArrayList<>();
    List<Tensor> codes = new ArrayList<>();
    for (int level = 0; level < features.size(); level++) {
      Tensor map = features.get(level);
      classes.add(toClasses.forward(classTowers.get(level).forward(map)));
      codes.add(toBox.forward(boxTowers.get(level).forward(map)));
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
