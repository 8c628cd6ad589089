package org.vedette.models.heads;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.vedette.base.Detections;
import org.vedette.base.ImageMeta;
import org.vedette.base.VedetteException;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.config.component.Flat;
import org.vedette.config.component.OneOrMany;
import org.vedette.config.component.Spec;
import org.vedette.core.Batch;
import org.vedette.core.DenseHead;
import org.vedette.core.Instances;
import org.vedette.core.Losses;
import org.vedette.core.ProposalConfig;
import org.vedette.core.ProposalHead;
import org.vedette.core.StepContext;
import org.vedette.core.task.BoxCoder;
import org.vedette.core.task.PriorGenerator;
import org.vedette.tensor.GradMode;
import org.vedette.tensor.Initializer;
import org.vedette.tensor.Layer;
import org.vedette.tensor.Ops;
import org.vedette.tensor.TensorLayer;
import org.vedette.tensor.layers.Conv2d;
import org.vedette.tensor.layers.ConvModule;
import org.vedette.tensor.layers.ConvStep;
import org.vedette.tensor.layers.ConvSteps;
import org.vedette.tensor.layers.ConvStyle;
import org.vedette.tensor.layers.Relu;
import org.vedette.tensor.layers.Sequential;

/**
 * The region proposal network (Faster R-CNN, Ren et al. 2015): at each anchor whether there is any
 * object, and its box. Children: {@code rpn_conv}, {@code rpn_cls}, {@code rpn_reg}.
 */
@Component("RPNHead")
public final class RpnHead extends DenseHead<DenseOutputs>
    implements ProposalHead<DenseOutputs>, ConvSteps {
  /**
   * Settings.
   *
   * @param in_channels channels of every input map
   * @param num_classes must be 1: object or not
   * @param num_convs 3x3 convolutions before the predictors
   * @param anchor_generator the anchors of each level
   * @param bbox_coder how codes become boxes
   * @param reg_decoded_bbox whether the loss of boxes compares boxes, else codes
   * @param settings keys that all heads with anchors have
   * @param test_cfg which candidates become proposals; handed down by the detector
   * @param init_cfg initial weights
   */
  public record Config(
      int in_channels,
      @Default("1") int num_classes,
      @Default("1") int num_convs,
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
      @Default("None") ProposalConfig test_cfg,
      @Default("dict(type='Normal', layer='Conv2d', std=0.01)")
          OneOrMany<Spec<Initializer>> init_cfg) {
    /** Checks the number of classes. */
    public Config {
      if (num_classes != 1) {
        throw new IllegalArgumentException("num_classes: expected 1, got " + num_classes);
      }
    }
  }

  private final Config config;
  private final AnchorBoxes boxes;
  private final List<ConvStep> steps = new ArrayList<>();
  private final Sequential convs;
  private final Conv2d toClasses;
  private final Conv2d toBox;

  /** A head with the given settings. */
  public RpnHead(Config config) {
    this.config = config;
    initBy(config.init_cfg());
    boxes =
        new AnchorBoxes(
            1,
            config.anchor_generator(),
            config.bbox_coder(),
            config.reg_decoded_bbox(),
            config.settings());
    boxes.lossLayers().forEach(this::child);
    int features = config.settings().feat_channels();
    Conv2d.Shape first = Conv2d.Shape.of(config.in_channels(), features, 3).padding(1);
    if (config.num_convs() <= 1) {
      convs = null;
      Layer.Slot<TensorLayer> conv = slot("rpn_conv", new Conv2d(first, true));
      steps.add(new ConvStep(conv, null, new Relu(new Relu.Config(true))));
    } else {
      convs = child("rpn_conv", newConvs(first, features));
    }
    toClasses =
        child("rpn_cls", new Conv2d(Conv2d.Shape.of(features, boxes.classChannels(), 1), true));
    toBox = child("rpn_reg", new Conv2d(Conv2d.Shape.of(features, boxes.boxChannels(), 1), true));
  }

  private Sequential newConvs(Conv2d.Shape first, int features) {
    Sequential layers = new Sequential();
    ConvStyle style = ConvStyle.withRelu(null, null);
    for (int i = 0; i < config.num_convs(); i++) {
      Conv2d.Shape shape = i == 0 ? first : Conv2d.Shape.of(features, features, 3).padding(1);
      layers.add(new ConvModule(shape, style));
    }
    return layers;
  }

  @Override
  public DenseOutputs forward(List<Tensor> features) {
    Levels.check(this, features, boxes.numLevels());
    List<Tensor> classes = new ArrayList<>();
    List<Tensor> codes = new ArrayList<>();
    for (Tensor map : features) {
      // The convolutions of a row have rectified their maps already.
      Tensor x = convs == null ? steps.get(0).forward(map) : convs.forward(map);
      classes.add(toClasses.forward(x));
      codes.add(toBox.forward(x));
    }
    return new DenseOutputs(classes, codes, null);
  }

  @Override
  public List<ConvStep> steps() {
    return steps;
  }

  /** The losses; what class a truth has does not matter. */
  @Override
  public Losses loss(DenseOutputs outputs, Batch batch, StepContext step) {
    List<Instances> objects =
        batch.truths().stream()
            .map(t -> Instances.truths(t.boxes(), Ops.zerosLike(t.labels()), t.masks()))
            .toList();
    Batch plain = new Batch(batch.images(), batch.metas(), objects, batch.ignored());
    PriorTargets targets = boxes.targets(boxes.grid(outputs.classes()), plain, step, path());
    AnchorBoxes.LevelLosses losses = boxes.losses(outputs, targets);
    return new Losses().add("loss_rpn_cls", losses.classes()).add("loss_rpn_bbox", losses.boxes());
  }

  @Override
  public List<Instances> proposals(
      DenseOutputs outputs, List<ImageMeta> metas, ProposalConfig proposalConfig) {
    DenseTestConfig limits = limits(proposalConfig);
    try (GradMode off = GradMode.off()) {
      return Proposals.of(candidates(outputs, limits, metas), limits, outputs.classes().get(0));
    }
  }

  /** The proposals as detections of one class. */
  @Override
  public List<Detections> predict(DenseOutputs outputs, List<ImageMeta> metas) {
    DenseTestConfig limits = limits(null);
    List<DenseCandidates> candidates = candidates(outputs, limits, metas);
    List<Detections> detections = new ArrayList<>();
    for (int i = 0; i < metas.size(); i++) {
      Detections found = candidates.get(i).detect(limits, metas.get(i)).detections();
      int[] labels = new int[found.size()];
      detections.add(new Detections(found.boxes(), found.scores(), labels, null));
    }
    return detections;
  }

  /** Levels do not suppress each other: they stand where classes do elsewhere. */
  private List<DenseCandidates> candidates(
      DenseOutputs outputs, DenseTestConfig limits, List<ImageMeta> metas) {
    CellChooser chooser =
        (level, scores, numClasses) -> ScoredCells.best(scores, level, limits.nms_pre());
    return boxes.decoder().candidates(outputs, boxes.grid(outputs.classes()), chooser, metas);
  }

  private DenseTestConfig limits(ProposalConfig given) {
    ProposalConfig wanted = given == null ? config.test_cfg() : given;
    if (wanted == null) {
      throw new VedetteException(path() + ": proposals need test_cfg");
    }
    return Proposals.limits(wanted);
  }
}
