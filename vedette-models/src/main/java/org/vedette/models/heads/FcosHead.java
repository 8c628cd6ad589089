package org.vedette.models.heads;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.vedette.base.Detections;
import org.vedette.base.ImageMeta;
import org.vedette.base.VedetteException;
import org.vedette.config.DictNode;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.config.component.Flat;
import org.vedette.config.component.OneOrMany;
import org.vedette.config.component.Spec;
import org.vedette.core.Batch;
import org.vedette.core.DenseHead;
import org.vedette.core.HasNumClasses;
import org.vedette.core.Instances;
import org.vedette.core.Loss;
import org.vedette.core.Losses;
import org.vedette.core.ProposalConfig;
import org.vedette.core.ProposalHead;
import org.vedette.core.StepContext;
import org.vedette.core.task.BoxCoder;
import org.vedette.core.task.PriorGenerator;
import org.vedette.models.layers.Scale;
import org.vedette.models.task.priors.MlvlPointGenerator;
import org.vedette.tensor.GradMode;
import org.vedette.tensor.Initializer;
import org.vedette.tensor.Ops;
import org.vedette.tensor.Tensors;
import org.vedette.tensor.layers.Conv2d;
import org.vedette.tensor.layers.LayerList;
import org.vedette.tensor.layers.Norm;
import org.vedette.tensor.layers.Sequential;

/**
 * The head of FCOS (Tian et al. 2019): at each cell the class, the distances to the four sides of
 * the box, and a centerness that scores are multiplied by. Children: {@code cls_convs}, {@code
 * reg_convs}, {@code conv_cls}, {@code conv_reg}, {@code conv_centerness}, {@code scales}.
 */
@Component("FCOSHead")
public final class FcosHead extends DenseHead<DenseOutputs>
    implements ProposalHead<DenseOutputs>, HasNumClasses {
  private static final double SMALLEST_FACTOR = 1e-6;

  /**
   * Settings.
   *
   * @param settings keys that all heads without anchors have
   * @param regress_ranges of each level, the shortest and the longest distance to a truth's sides
   *     that it learns
   * @param center_sampling whether only points near a truth's centre learn it
   * @param center_sample_radius how near, in strides
   * @param norm_on_bbox whether distances are learnt in strides, else as logarithms of pixels
   * @param centerness_on_reg whether centerness comes from the tower of boxes
   * @param loss_bbox loss of the boxes of positive points
   * @param loss_centerness loss of the centerness logits of positive points
   * @param norm_cfg normalisation in the towers; None for none
   * @param cls_predictor_cfg would predict classes by cosines; only None is supported
   * @param train_cfg without effect, here as upstream: truths are given by the rules above
   * @param test_cfg what inference needs; handed down by the detector
   * @param init_cfg initial weights
   */
  public record Config(
      @Flat AnchorFreeSettings settings,
      @Default("((-1, 64), (64, 128), (128, 256), (256, 512), (512, 100000000.0))")
          List<List<Double>> regress_ranges,
      @Default("False") boolean center_sampling,
      @Default("1.5") double center_sample_radius,
      @Default("False") boolean norm_on_bbox,
      @Default("False") boolean centerness_on_reg,
      @Default("dict(type='IoULoss', loss_weight=1.0)") Spec<Loss> loss_bbox,
      @Default("dict(type='CrossEntropyLoss', use_sigmoid=True, loss_weight=1.0)")
          Spec<Loss> loss_centerness,
      @Default("dict(type='GN', num_groups=32, requires_grad=True)") Spec<Norm> norm_cfg,
      @Default("None") DictNode cls_predictor_cfg,
      @Default("None") DictNode train_cfg,
      @Default("None") DenseTestConfig test_cfg,
      @Default(
              "dict(type='Normal', layer='Conv2d', std=0.01,"
                  + " override=dict(type='Normal', name='conv_cls', std=0.01, bias_prob=0.01))")
          OneOrMany<Spec<Initializer>> init_cfg) {
    /** Checks the ranges, and refuses what is not there. */
    public Config {
      if (cls_predictor_cfg != null) {
        throw new IllegalArgumentException("cls_predictor_cfg: expected None, got a dict");
      }
      boolean pairs = regress_ranges.stream().allMatch(range -> range.size() == 2);
      if (!pairs || regress_ranges.size() != settings.strides().size()) {
        throw new IllegalArgumentException(
            "regress_ranges: expected a pair for each of "
                + settings.strides().size()
                + " strides, got "
                + regress_ranges);
      }
    }

    private FcosTargets.Rules rules() {
      Double radius = center_sampling ? center_sample_radius : null;
      return new FcosTargets.Rules(settings.strides(), regress_ranges, radius, norm_on_bbox);
    }
  }

  private final Config config;
  private final ClassScores scores;
  private final BoxCoder coder;
  private final Loss classLoss;
  private final Loss boxLoss;
  private final Loss centernessLoss;
  private final PriorGrid.Layout layout;
  private final Sequential classTower;
  private final Sequential boxTower;
  private final Conv2d toClasses;
  private final Conv2d toBox;
  private final Conv2d toCenterness;
  private final LayerList<Scale> scales;

  /** A head with the given settings. */
  public FcosHead(Config config) {
    this.config = config;
    initBy(config.init_cfg());
    AnchorFreeSettings settings = config.settings();
    scores = ClassScores.of(settings.num_classes(), settings.loss_cls());
    coder = settings.bbox_coder().build();
    classLoss = settings.loss_cls().build();
    boxLoss = config.loss_bbox().build();
    centernessLoss = config.loss_centerness().build();
    PriorGenerator points =
        new MlvlPointGenerator(new MlvlPointGenerator.Config(settings.strides(), 0.5));
    layout = new PriorGrid.Layout(points);
    classTower = child("cls_convs", settings.tower(config.norm_cfg()));
    boxTower = child("reg_convs", settings.tower(config.norm_cfg()));
    int features = settings.feat_channels();
    toClasses = child("conv_cls", Towers.predictor(features, scores.channels()));
    toBox = child("conv_reg", Towers.predictor(features, 4));
    toCenterness = child("conv_centerness", Towers.predictor(features, 1));
    scales = child("scales", Scale.perLevel(settings.strides().size()));
  }

  @Override
  public DenseOutputs forward(List<Tensor> features) {
    Levels.check(this, features, scales.size());
    List<Tensor> classes = new ArrayList<>();
    List<Tensor> distances = new ArrayList<>();
    List<Tensor> centerness = new ArrayList<>();
    for (int level = 0; level < features.size(); level++) {
      Tensor ofClass = classTower.forward(features.get(level));
      Tensor ofBox = boxTower.forward(features.get(level));
      classes.add(toClasses.forward(ofClass));
      centerness.add(toCenterness.forward(config.centerness_on_reg() ? ofBox : ofClass));
      distances.add(distances(scales.get(level).forward(toBox.forward(ofBox)), level));
    }
    return new DenseOutputs(classes, distances, centerness);
  }

  private Tensor distances(Tensor raw, int level) {
    if (!config.norm_on_bbox()) {
      return raw.exp();
    }
    Tensor inStrides = Ops.clampMin(raw, 0);
    return training() ? inStrides : Ops.mul(inStrides, config.settings().strides().get(level).x());
  }

  @Override
  public Losses loss(DenseOutputs outputs, Batch batch, StepContext step) {
    PriorGrid grid = layout.over(outputs.classes());
    FcosTargets targets =
        FcosTargets.of(grid, batch.truths(), config.settings().num_classes(), config.rules());
    Tensor classes = Levels.flatten(outputs.classes(), scores.channels()).flatten(0, 1);
    Tensor distances = Levels.flatten(outputs.boxes(), 4).flatten(0, 1);
    Tensor centerness = Levels.flatten(outputs.factors(), 1).reshape(-1);
    int n = targets.rows().length;
    double factor = Math.max(n, 1);
    Tensor labels = Ops.toDeviceOf(Tensors.of(targets.labels(), targets.labels().length), classes);
    Losses losses = new Losses();
    losses.add("loss_cls", classLoss.forward(classes, labels, null, factor, null));
    if (n == 0) {
      return losses
          .add("loss_bbox", AnchorBoxes.nothing(distances))
          .add("loss_centerness", AnchorBoxes.nothing(centerness));
    }
    Tensor rows = Ops.toDeviceOf(Tensors.ofIndices(targets.rows(), n), classes);
    Tensor points = Ops.toDeviceOf(Tensors.of(targets.points(), n, 2), classes);
    Tensor wanted = Ops.toDeviceOf(Tensors.of(targets.distances(), n, 4), classes);
    Tensor wantedCenterness = Centerness.ofDistances(wanted);
    double boxFactor = Math.max(wantedCenterness.sum().item_double(), SMALLEST_FACTOR);
    Tensor predictedBoxes = coder.decode(points, Ops.rows(distances, rows));
    Tensor wantedBoxes = coder.decode(points, wanted);
    Tensor predictedCenterness = Ops.rows(centerness, rows);
    return losses
        .add(
            "loss_bbox",
            boxLoss.forward(predictedBoxes, wantedBoxes, wantedCenterness, boxFactor, null))
        .add(
            "loss_centerness",
            centernessLoss.forward(predictedCenterness, wantedCenterness, null, factor, null));
  }

  @Override
  public List<Instances> proposals(
      DenseOutputs outputs, List<ImageMeta> metas, ProposalConfig given) {
    DenseTestConfig limits = given == null ? config.test_cfg() : Proposals.limits(given);
    if (limits == null) {
      throw new VedetteException(path() + ": proposals need test_cfg");
    }
    try (GradMode off = GradMode.off()) {
      PriorGrid grid = layout.over(outputs.classes());
      List<DenseCandidates> found = decoder().candidates(outputs, grid, limits.chooser(), metas);
      return Proposals.of(found, limits, outputs.classes().get(0));
    }
  }

  private DenseDecoder decoder() {
    return new DenseDecoder(scores, 4, BoxDecoder.of(coder));
  }

  @Override
  public List<Detections> predict(DenseOutputs outputs, List<ImageMeta> metas) {
    return decoder()
        .detections(outputs, layout.over(outputs.classes()), config.test_cfg(), metas, path());
  }

  @Override
  public int numClasses() {
    return config.settings().num_classes();
  }
}
