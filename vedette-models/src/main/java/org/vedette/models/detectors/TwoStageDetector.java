package org.vedette.models.detectors;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.bytedeco.pytorch.Tensor;
import org.vedette.base.DataException;
import org.vedette.base.Detections;
import org.vedette.config.ConfigNode;
import org.vedette.config.DictNode;
import org.vedette.config.ScalarNode;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.config.component.OneOrMany;
import org.vedette.config.component.Spec;
import org.vedette.core.Backbone;
import org.vedette.core.Batch;
import org.vedette.core.DataPreprocessor;
import org.vedette.core.DenseHead;
import org.vedette.core.Detector;
import org.vedette.core.HeadOutputs;
import org.vedette.core.Instances;
import org.vedette.core.Losses;
import org.vedette.core.Neck;
import org.vedette.core.Outputs;
import org.vedette.core.ProposalConfig;
import org.vedette.core.ProposalHead;
import org.vedette.core.RoiHead;
import org.vedette.core.StepContext;
import org.vedette.core.TakesProposals;
import org.vedette.models.necks.NeckChain;
import org.vedette.models.preprocessors.DetDataPreprocessor;
import org.vedette.tensor.Initializer;
import org.vedette.tensor.Ops;
import org.vedette.tensor.StageTimes;
import org.vedette.tensor.layers.Fusible;
import org.vedette.tensor.plan.PlannedForward;

/**
 * A detector whose first stage proposes regions, which the second classifies and refines (Faster
 * R-CNN, Ren et al. 2015). Many upstream types are just that; they differ in the parts that their
 * configs name. Without {@code rpn_head} the regions come with the data. Children: {@code
 * backbone}, {@code neck}, {@code rpn_head}, {@code roi_head}.
 */
@Component({
  "TwoStageDetector",
  "CascadeRCNN",
  "FastRCNN",
  "FasterRCNN",
  "GridRCNN",
  "HybridTaskCascade",
  "MaskRCNN",
  "MaskScoringRCNN",
  "PointRend",
  "SCNet"
})
public final class TwoStageDetector extends Detector implements TakesProposals, Fusible {
  /**
   * Settings.
   *
   * @param backbone turns images into maps
   * @param neck mixes the maps: one, or a list that is applied in order; None hands the backbone's
   *     maps on
   * @param rpn_head proposes regions; None where they come with the data
   * @param roi_head classifies and refines them
   * @param train_cfg what the stages need in training
   * @param test_cfg what the stages need in inference
   * @param data_preprocessor turns images into batches; None stacks them as they are
   * @param init_cfg initial weights
   */
  public record Config(
      Spec<Backbone> backbone,
      @Default("None") OneOrMany<Spec<Neck>> neck,
      @Default("None") Spec<DenseHead<?>> rpn_head,
      Spec<RoiHead> roi_head,
      @Default("None") TrainConfig train_cfg,
      @Default("None") TestConfig test_cfg,
      @Default("None") Spec<DataPreprocessor> data_preprocessor,
      @Default("None") OneOrMany<Spec<Initializer>> init_cfg) {
    /** Hands the settings of training and inference down to the stages. */
    public Config {
      roi_head =
          roi_head
              .with("train_cfg", train_cfg == null ? null : train_cfg.rcnn())
              .with("test_cfg", test_cfg == null ? null : test_cfg.rcnn());
      if (rpn_head != null) {
        if (!ProposalHead.class.isAssignableFrom(rpn_head.componentClass())) {
          throw new IllegalArgumentException(
              "rpn_head: expected a head that proposes regions, got " + rpn_head.type());
        }
        rpn_head =
            rpn_head
                .with("num_classes", ScalarNode.of(1L))
                .with("train_cfg", train_cfg == null ? null : train_cfg.rpn())
                .with("test_cfg", test_cfg == null ? null : test_cfg.rpn());
      }
    }
  }

  /**
   * What the stages need in training.
   *
   * @param rpn for the first stage
   * @param rpn_proposal which candidates become proposals; None for what {@code test_cfg.rpn} says
   * @param rcnn for the second stage: a dict, or a list of them for a cascade
   */
  public record TrainConfig(
      @Default("None") DictNode rpn,
      @Default("None") ProposalConfig rpn_proposal,
      @Default("None") ConfigNode rcnn) {}

  /**
   * What the stages need in inference.
   *
   * @param rpn which candidates become proposals
   * @param rcnn for the second stage
   */
  public record TestConfig(@Default("None") DictNode rpn, @Default("None") ConfigNode rcnn) {}

  /**
   * The first stage after its forward.
   *
   * @param outputs raw
   * @param losses in training
   * @param proposals of each image
   */
  private record FirstStage(Outputs outputs, Losses losses, List<Instances> proposals) {}

  /**
   * The first stage before its candidates become proposals.
   *
   * @param maps of the neck
   * @param outputs raw
   */
  private record RawStage<O extends HeadOutputs>(List<Tensor> maps, O outputs) {
    List<Tensor> tensors() {
      List<Tensor> all = new ArrayList<>(maps);
      all.addAll(outputs.tree().flatten().values());
      return all;
    }
  }

  /** What the second stage works on. */
  private record Proposed(List<Tensor> maps, List<Instances> proposals) {}

  private final Backbone backbone;
  private final Neck neck;
  private final DenseHead<?> rpnHead;
  private final RoiHead roiHead;
  private final ProposalConfig trainProposals;
  private final DataPreprocessor preprocessor;
  private PlannedForward firstPlan;
  private PlannedForward featurePlan;

  /** A detector with the given settings. */
  public TwoStageDetector(Config config) {
    initBy(config.init_cfg());
    backbone = child("backbone", config.backbone().build());
    Neck built = NeckChain.of(config.neck());
    neck = built == null ? null : child("neck", built);
    rpnHead = config.rpn_head() == null ? null : child("rpn_head", config.rpn_head().build());
    roiHead = child("roi_head", config.roi_head().build());
    trainProposals = config.train_cfg() == null ? null : config.train_cfg().rpn_proposal();
    preprocessor =
        config.data_preprocessor() == null
            ? DetDataPreprocessor.plain()
            : config.data_preprocessor().build();
  }

  @Override
  public DataPreprocessor preprocessor() {
    return preprocessor;
  }

  @Override
  public Losses loss(Batch batch, StepContext step) {
    List<Tensor> maps = features(batch);
    Losses losses = new Losses();
    List<Instances> proposals = rpnHead == null ? given(batch) : propose(maps, batch, step, losses);
    Losses second = run(roiHead, maps, () -> roiHead.loss(maps, proposals, batch, step));
    return losses.addAll("", second);
  }

  /** Runs the first stage and adds its losses. */
  private List<Instances> propose(List<Tensor> maps, Batch batch, StepContext step, Losses losses) {
    FirstStage first = firstStage(maps, batch, step);
    first
        .losses()
        .parts()
        .forEach((name, parts) -> losses.add(isPlain(name) ? "rpn_" + name : name, parts));
    return first.proposals();
  }

  /** Whether a loss of the first stage bears a name that the second may use, too. */
  private static boolean isPlain(String name) {
    return name.contains("loss") && !name.contains("rpn");
  }

  @Override
  public List<Detections> predict(Batch batch) {
    Proposed first = proposed(batch);
    return run(
        roiHead,
        first.maps(),
        () -> roiHead.predict(first.maps(), first.proposals(), batch.metas()));
  }

  @Override
  public Outputs forward(Batch batch) {
    Proposed first = proposed(batch);
    return secondStage(first.maps(), first.proposals(), batch);
  }

  @Override
  public boolean needsProposals() {
    return rpnHead == null;
  }

  @Override
  public Outputs forward(Batch batch, List<Instances> proposals) {
    List<Tensor> maps = features(batch);
    return run(roiHead, maps, () -> roiHead.forward(maps, proposals, batch.metas()));
  }

  @Override
  public Map<String, Outputs> stages(Batch batch) {
    Map<String, Outputs> stages = new LinkedHashMap<>();
    List<Tensor> maps = backboneMaps(batch);
    stages.put("backbone", Outputs.of(maps));
    if (neck != null) {
      maps = neckMaps(maps);
      stages.put("neck", Outputs.of(maps));
    }
    List<Instances> proposals;
    if (rpnHead == null) {
      proposals = given(batch);
    } else {
      FirstStage first = firstStage(maps, batch, null);
      proposals = first.proposals();
      stages.put("rpn", first.outputs());
      stages.put("rpn_proposals", Outputs.ofBoxes(proposals));
    }
    stages.put("forward", secondStage(maps, proposals, batch));
    return stages;
  }

  private Outputs secondStage(List<Tensor> maps, List<Instances> proposals, Batch batch) {
    return new Outputs.Branch(
        List.of(run(roiHead, maps, () -> roiHead.forward(maps, proposals, batch.metas()))));
  }

  private Proposed proposed(Batch batch) {
    return batch.proposals() != null || rpnHead == null
        ? new Proposed(features(batch), given(batch))
        : proposed((ProposalHead<?>) rpnHead, batch);
  }

  private <O extends HeadOutputs> Proposed proposed(ProposalHead<O> head, Batch batch) {
    RawStage<O> raw =
        firstPlan == null
            ? rawStage(head, batch)
            : firstPlan.run(
                List.of(batch.images()), RawStage::tensors, () -> rawStage(head, batch));
    return new Proposed(raw.maps(), proposals(head, raw.outputs(), batch));
  }

  private <O extends HeadOutputs> RawStage<O> rawStage(ProposalHead<O> head, Batch batch) {
    List<Tensor> maps = features(batch);
    return new RawStage<>(maps, run(rpnHead, maps, () -> head.forward(maps)));
  }

  private static List<Instances> given(Batch batch) {
    if (batch.proposals() == null) {
      throw new DataException(
          "a detector without rpn_head needs proposals with its images: LoadProposals");
    }
    return batch.proposals();
  }

  /** Runs the first stage; with losses where there is a step. */
  private FirstStage firstStage(List<Tensor> maps, Batch batch, StepContext step) {
    // The config has checked it.
    return firstStage((ProposalHead<?>) rpnHead, maps, batch, step);
  }

  private <O extends HeadOutputs> FirstStage firstStage(
      ProposalHead<O> head, List<Tensor> maps, Batch batch, StepContext step) {
    O outputs = run(rpnHead, maps, () -> head.forward(maps));
    Losses losses =
        step == null
            ? null
            : StageTimes.time(
                rpnHead, "loss", () -> head.loss(outputs, batch.withTruths(objects(batch)), step));
    return new FirstStage(outputs.tree(), losses, proposals(head, outputs, batch));
  }

  private <O extends HeadOutputs> List<Instances> proposals(
      ProposalHead<O> head, O outputs, Batch batch) {
    ProposalConfig config = training() ? trainProposals : null;
    return StageTimes.time(
        rpnHead, "proposals", () -> head.proposals(outputs, batch.metas(), config));
  }

  /** The truths as objects of one class. */
  private static List<Instances> objects(Batch batch) {
    return batch.truths().stream()
        .map(own -> Instances.truths(own.boxes(), Ops.zerosLike(own.labels()), own.masks()))
        .toList();
  }

  private List<Tensor> features(Batch batch) {
    return featurePlan == null
        ? eagerFeatures(batch)
        : featurePlan.run(List.of(batch.images()), Function.identity(), () -> eagerFeatures(batch));
  }

  private List<Tensor> eagerFeatures(Batch batch) {
    List<Tensor> maps = backboneMaps(batch);
    return neck == null ? maps : neckMaps(maps);
  }

  private List<Tensor> backboneMaps(Batch batch) {
    return run(backbone, List.of(batch.images()), () -> backbone.forward(batch.images()));
  }

  private List<Tensor> neckMaps(List<Tensor> maps) {
    return run(neck, maps, () -> neck.forward(maps));
  }

  /**
   * Plans backbone, neck and what the first stage makes of their maps, or, where that does what no
   * plan can, backbone and neck.
   */
  @Override
  public void fuse() {
    firstPlan = new PlannedForward("backbone", "neck", "rpn_head");
    featurePlan = new PlannedForward("backbone", "neck");
  }
}
