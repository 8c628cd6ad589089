package org.vedette.models.heads;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.vedette.base.Detections;
import org.vedette.base.ImageMeta;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.config.component.OneOrMany;
import org.vedette.config.component.Spec;
import org.vedette.core.Batch;
import org.vedette.core.DenseHead;
import org.vedette.core.HasNumClasses;
import org.vedette.core.HeadOutputs;
import org.vedette.core.Loss;
import org.vedette.core.Losses;
import org.vedette.core.Outputs;
import org.vedette.core.StepContext;
import org.vedette.core.TrainPhaseSwitch;
import org.vedette.core.box.NmsConfig;
import org.vedette.core.task.Assigner;
import org.vedette.core.task.PriorGenerator;
import org.vedette.core.task.Stride;
import org.vedette.models.layers.ConvModules;
import org.vedette.models.task.priors.MlvlPointGenerator;
import org.vedette.tensor.Init;
import org.vedette.tensor.Initializer;
import org.vedette.tensor.PretrainedLoader;
import org.vedette.tensor.layers.Activation;
import org.vedette.tensor.layers.Conv2d;
import org.vedette.tensor.layers.ConvKind;
import org.vedette.tensor.layers.ConvStyle;
import org.vedette.tensor.layers.LayerList;
import org.vedette.tensor.layers.Norm;
import org.vedette.tensor.layers.Sequential;

/**
 * The decoupled, anchor-free head of YOLOX (Ge et al. 2021): at each cell of each level class
 * logits, a box (offset of the centre and logarithm of the size, in strides) and the logit of there
 * being an object. Nothing is shared between levels.
 */
@Component("YOLOXHead")
public final class YoloxHead extends DenseHead<YoloxHead.Predicted>
    implements HasNumClasses, TrainPhaseSwitch {
  /** What a class is held to be worth before training. */
  private static final double PRIOR_PROBABILITY = 0.01;

  /**
   * Settings.
   *
   * @param num_classes K
   * @param in_channels channels of every input map
   * @param feat_channels channels inside the towers
   * @param stacked_convs 3x3 convolutions of each tower
   * @param strides pixels per cell of each level, finest first
   * @param use_depthwise whether those convolutions are depthwise separable
   * @param dcn_on_last_conv deformable convolution at the end of the towers; only False is
   *     supported
   * @param conv_bias whether the towers' convolutions have a bias: 'auto' where no norm follows
   * @param conv_cfg kind of convolution
   * @param norm_cfg normalisation after each convolution
   * @param act_cfg activation after each normalisation
   * @param loss_cls loss of the class logits of positive priors
   * @param loss_bbox loss of the boxes of positive priors
   * @param loss_obj loss of the object logits of all priors
   * @param loss_l1 loss of the undecoded boxes, added in the last epochs
   * @param train_cfg what training needs; handed down by the detector
   * @param test_cfg what inference needs; handed down by the detector
   * @param init_cfg initial weights
   */
  public record Config(
      int num_classes,
      int in_channels,
      @Default("256") int feat_channels,
      @Default("2") int stacked_convs,
      @Default("(8, 16, 32)") List<Stride> strides,
      @Default("False") boolean use_depthwise,
      @Default("False") boolean dcn_on_last_conv,
      @Default("'auto'") ConvBias conv_bias,
      @Default("None") Spec<ConvKind> conv_cfg,
      @Default("dict(type='BN', momentum=0.03, eps=0.001)") Spec<Norm> norm_cfg,
      @Default("dict(type='Swish')") Spec<Activation> act_cfg,
      @Default("dict(type='CrossEntropyLoss', use_sigmoid=True, reduction='sum', loss_weight=1.0)")
          Spec<Loss> loss_cls,
      @Default("dict(type='IoULoss', mode='square', eps=1e-16, reduction='sum', loss_weight=5.0)")
          Spec<Loss> loss_bbox,
      @Default("dict(type='CrossEntropyLoss', use_sigmoid=True, reduction='sum', loss_weight=1.0)")
          Spec<Loss> loss_obj,
      @Default("dict(type='L1Loss', reduction='sum', loss_weight=1.0)") Spec<Loss> loss_l1,
      @Default("None") TrainConfig train_cfg,
      @Default("None") TestConfig test_cfg,
      @Default(
              "dict(type='Kaiming', layer='Conv2d', a=2.23606797749979, distribution='uniform',"
                  + " mode='fan_in', nonlinearity='leaky_relu')")
          OneOrMany<Spec<Initializer>> init_cfg) {
    /** Refuses what is not there. */
    public Config {
      if (dcn_on_last_conv) {
        throw new IllegalArgumentException("dcn_on_last_conv: expected False, got True");
      }
    }

    ConvStyle style() {
      return new ConvStyle(conv_cfg, norm_cfg, act_cfg);
    }
  }

  /**
   * What training needs.
   *
   * @param assigner decides which priors learn which truth
   */
  public record TrainConfig(Spec<Assigner> assigner) {}

  /**
   * What inference needs.
   *
   * @param score_thr lowest product of class and object probability
   * @param nms suppression of overlapping boxes; None keeps all
   */
  public record TestConfig(double score_thr, NmsConfig nms) {}

  /**
   * The raw predictions, one map per level.
   *
   * @param classes (N, K, H_l, W_l): logits
   * @param boxes (N, 4, H_l, W_l): offset of the centre and logarithm of the size, in strides
   * @param objectness (N, 1, H_l, W_l): logits
   */
  public record Predicted(List<Tensor> classes, List<Tensor> boxes, List<Tensor> objectness)
      implements HeadOutputs {
    @Override
    public Outputs tree() {
      return Outputs.ofLevels(classes, boxes, objectness);
    }
  }

  private final Config config;
  private final LayerList<Sequential> classTowers;
  private final LayerList<Sequential> boxTowers;
  private final LayerList<Conv2d> toClasses;
  private final LayerList<Conv2d> toBox;
  private final LayerList<Conv2d> toObject;
  private final PriorGenerator priors;
  private final YoloxLoss loss;
  private final YoloxDecoder decoder;

  /** A head with the given settings. */
  public YoloxHead(Config config) {
    this.config = config;
    initBy(config.init_cfg());
    classTowers = child("multi_level_cls_convs", new LayerList<>());
    boxTowers = child("multi_level_reg_convs", new LayerList<>());
    toClasses = child("multi_level_conv_cls", new LayerList<>());
    toBox = child("multi_level_conv_reg", new LayerList<>());
    toObject = child("multi_level_conv_obj", new LayerList<>());
    int features = config.feat_channels();
    for (int level = 0; level < config.strides().size(); level++) {
      classTowers.add(newTower());
      boxTowers.add(newTower());
      toClasses.add(new Conv2d(Conv2d.Shape.of(features, config.num_classes(), 1), true));
      toBox.add(new Conv2d(Conv2d.Shape.of(features, 4, 1), true));
      toObject.add(new Conv2d(Conv2d.Shape.of(features, 1, 1), true));
    }
    priors = new MlvlPointGenerator(new MlvlPointGenerator.Config(config.strides(), 0));
    loss = new YoloxLoss(config);
    decoder = new YoloxDecoder(config);
    initLogits();
  }

  private void initLogits() {
    double logit = Init.logit(PRIOR_PROBABILITY);
    for (int level = 0; level < toClasses.size(); level++) {
      Init.constant(toClasses.get(level).bias(), logit);
      Init.constant(toObject.get(level).bias(), logit);
    }
  }

  @Override
  public void initWeights(PretrainedLoader checkpoints) {
    super.initWeights(checkpoints);
    initLogits();
  }

  private Sequential newTower() {
    ConvStyle style = config.style();
    boolean bias = config.conv_bias().of(style);
    Sequential tower = new Sequential();
    for (int i = 0; i < config.stacked_convs(); i++) {
      int in = i == 0 ? config.in_channels() : config.feat_channels();
      Conv2d.Shape shape = Conv2d.Shape.of(in, config.feat_channels(), 3).padding(1);
      tower.add(ConvModules.of(shape, style, config.use_depthwise(), bias));
    }
    return tower;
  }

  @Override
  public Predicted forward(List<Tensor> features) {
    Levels.check(this, features, priors.numLevels());
    Predicted out = new Predicted(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    for (int level = 0; level < features.size(); level++) {
      Tensor ofClass = classTowers.get(level).forward(features.get(level));
      Tensor ofBox = boxTowers.get(level).forward(features.get(level));
      out.classes().add(toClasses.get(level).forward(ofClass));
      out.boxes().add(toBox.get(level).forward(ofBox));
      out.objectness().add(toObject.get(level).forward(ofBox));
    }
    return out;
  }

  @Override
  public Losses loss(Predicted outputs, Batch batch, StepContext step) {
    return loss.compute(outputs, priors.grid(outputs.classes()), batch);
  }

  @Override
  public List<Detections> predict(Predicted outputs, List<ImageMeta> metas) {
    return decoder.decode(outputs, priors.grid(outputs.classes()), metas);
  }

  @Override
  public void useL1(boolean on) {
    loss.useL1(on);
  }

  @Override
  public int numClasses() {
    return config.num_classes();
  }
}
