package org.vedette.models.roi;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.vedette.base.Detections;
import org.vedette.base.ImageMeta;
import org.vedette.base.VedetteException;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.config.component.OneOrMany;
import org.vedette.config.component.Spec;
import org.vedette.core.Batch;
import org.vedette.core.Instances;
import org.vedette.core.Losses;
import org.vedette.core.Outputs;
import org.vedette.core.RoiHead;
import org.vedette.core.StepContext;
import org.vedette.core.roi.BboxHead;
import org.vedette.core.roi.BboxPredictions;
import org.vedette.core.roi.BoxTask;
import org.vedette.core.roi.MaskHead;
import org.vedette.core.roi.RcnnTestConfig;
import org.vedette.core.roi.RcnnTrainConfig;
import org.vedette.core.roi.RoiExtractor;
import org.vedette.core.roi.Rois;
import org.vedette.core.roi.SharedHead;
import org.vedette.core.task.Sampling;
import org.vedette.tensor.Initializer;
import org.vedette.tensor.Layer;
import org.vedette.tensor.Ops;
import org.vedette.tensor.StageTimes;
import org.vedette.tensor.layers.LayerList;

/**
 * A second stage of several steps, each of which starts from the boxes that the one before refined
 * and is trained for closer overlaps (Cascade R-CNN, Cai and Vasconcelos 2018). Scores and masks
 * are the means over the steps. Children, one per step each: {@code bbox_roi_extractor}, {@code
 * bbox_head}, {@code mask_head}, {@code mask_roi_extractor}.
 */
@Component("CascadeRoIHead")
public final class CascadeRoiHead extends RoiHead {
  /**
   * Settings. What is given once serves each step.
   *
   * @param num_stages steps
   * @param stage_loss_weights what the losses of each step are multiplied by
   * @param bbox_roi_extractor cuts regions out of the maps
   * @param bbox_head classifies regions and refines their boxes
   * @param mask_roi_extractor cuts regions for the masks; None for the one of the boxes
   * @param mask_head predicts masks; None for none
   * @param shared_head must be None, as upstream
   * @param train_cfg what training needs, one for each step; handed down by the detector
   * @param test_cfg what inference needs; handed down by the detector
   * @param init_cfg initial weights
   */
  public record Config(
      int num_stages,
      List<Double> stage_loss_weights,
      OneOrMany<Spec<RoiExtractor>> bbox_roi_extractor,
      OneOrMany<Spec<BboxHead>> bbox_head,
      @Default("None") OneOrMany<Spec<RoiExtractor>> mask_roi_extractor,
      @Default("None") OneOrMany<Spec<MaskHead>> mask_head,
      @Default("None") Spec<SharedHead> shared_head,
      @Default("None") List<RcnnTrainConfig> train_cfg,
      @Default("None") RcnnTestConfig test_cfg,
      @Default("None") OneOrMany<Spec<Initializer>> init_cfg) {
    /** Checks that there is one of each for each step. */
    public Config {
      if (num_stages < 1) {
        throw new IllegalArgumentException("num_stages must be positive, got " + num_stages);
      }
      if (shared_head != null) {
        throw new IllegalArgumentException("shared_head: expected None, cascades have none");
      }
      if (stage_loss_weights.size() < num_stages) {
        throw new IllegalArgumentException(
            "stage_loss_weights: expected " + num_stages + ", got " + stage_loss_weights.size());
      }
      if (train_cfg != null && train_cfg.size() != num_stages) {
        throw new IllegalArgumentException(
            "train_cfg: expected " + num_stages + ", one per stage, got " + train_cfg.size());
      }
      bbox_roi_extractor.repeated(num_stages);
      bbox_head.repeated(num_stages);
      if (mask_roi_extractor != null) {
        mask_roi_extractor.repeated(num_stages);
      }
      if (mask_head != null) {
        mask_head.repeated(num_stages);
      }
    }
  }

  /**
   * What the steps say together.
   *
   * @param rois of the last step
   * @param predicted means of the scores, codes of the last step
   */
  private record Refined(Rois rois, BboxPredictions predicted) {}

  private final Config config;
  private final List<RegionBranch> boxes = new ArrayList<>();
  private final List<MaskBranch> masks = new ArrayList<>();
  private final List<RegionSampler> samplers = new ArrayList<>();

  /** A stage with the given settings. */
  public CascadeRoiHead(Config config) {
    this.config = config;
    initBy(config.init_cfg());
    int steps = config.num_stages();
    LayerList<RoiExtractor> extractors =
        child(
            "bbox_roi_extractor",
            CascadeRoiHead.<RoiExtractor>built(config.bbox_roi_extractor(), steps).passingInit());
    LayerList<BboxHead> heads =
        child("bbox_head", CascadeRoiHead.<BboxHead>built(config.bbox_head(), steps).passingInit());
    for (int step = 0; step < steps; step++) {
      boxes.add(new RegionBranch(extractors.get(step), null, heads.get(step), null));
    }
    if (config.mask_head() != null) {
      addMasks(extractors);
    }
    if (config.train_cfg() != null) {
      config.train_cfg().forEach(own -> samplers.add(new RegionSampler(own)));
    }
  }

  private void addMasks(LayerList<RoiExtractor> ofBoxes) {
    int steps = config.num_stages();
    // Upstream's list of mask heads is PyTorch's, which does not hand initialisation on.
    LayerList<MaskHead> heads = child("mask_head", built(config.mask_head(), steps));
    LayerList<RoiExtractor> extractors =
        child(
            "mask_roi_extractor",
            config.mask_roi_extractor() == null
                ? ofBoxes
                : CascadeRoiHead.<RoiExtractor>built(config.mask_roi_extractor(), steps)
                    .passingInit());
    for (int step = 0; step < steps; step++) {
      masks.add(new MaskBranch(extractors.get(step), null, heads.get(step)));
    }
  }

  private static <L extends Layer> LayerList<L> built(OneOrMany<Spec<L>> specs, int steps) {
    LayerList<L> layers = new LayerList<>();
    specs.repeated(steps).forEach(spec -> layers.add(spec.build()));
    return layers;
  }

  @Override
  public Losses loss(
      List<Tensor> features, List<Instances> proposals, Batch batch, StepContext step) {
    if (samplers.isEmpty()) {
      throw new VedetteException(path() + ": training needs train_cfg");
    }
    Losses losses = new Losses();
    List<Instances> current = proposals;
    for (int stage = 0; stage < config.num_stages() && current != null; stage++) {
      current = addLosses(stage, features, current, batch, step, losses);
    }
    return losses;
  }

  /** Adds the losses of a step; gives the boxes of the next, or null where there are none. */
  private List<Instances> addLosses(
      int stage,
      List<Tensor> maps,
      List<Instances> proposals,
      Batch batch,
      StepContext step,
      Losses losses) {
    RegionSampler sampler = samplers.get(stage);
    RegionBranch branch = boxes.get(stage);
    List<Sampling> samplings =
        sampler.sample(proposals, batch, step, path() + "." + stage, maps, branch);
    Rois rois = Rois.ofSampled(samplings);
    BboxPredictions predicted = branch.run(maps, rois).predicted();
    RcnnTrainConfig own = sampler.config();
    BoxTask task = branch.head().task();
    add(stage, task.loss(predicted, rois, samplings, own.pos_weight()), losses);
    if (!masks.isEmpty()) {
      MaskBranch mask = masks.get(stage);
      Tensor logits = mask.run(maps, Rois.ofPositives(samplings));
      add(stage, mask.head().loss(logits, samplings, batch.truths(), own), losses);
    }
    boolean last = stage == config.num_stages() - 1;
    return last || rois.size() == 0
        ? null
        : NextRegions.inTraining(task, predicted.detached(), rois, samplings, batch);
  }

  private void add(int stage, Losses own, Losses losses) {
    double weight = config.stage_loss_weights().get(stage);
    own.parts()
        .forEach(
            (name, parts) ->
                losses.add(
                    "s" + stage + "." + name,
                    name.contains("loss")
                        ? parts.stream().map(part -> Ops.mul(part, weight)).toList()
                        : parts));
  }

  /** Runs all steps, each on the boxes that the one before refined by its best class. */
  private Refined refine(List<Tensor> maps, List<Instances> proposals, List<ImageMeta> metas) {
    Rois rois = Rois.ofInstances(proposals);
    Tensor sum = null;
    BboxPredictions predicted = null;
    for (int stage = 0; stage < config.num_stages(); stage++) {
      if (stage > 0) {
        rois = NextRegions.of(boxes.get(stage - 1).head().task(), predicted, rois, metas);
      }
      predicted = boxes.get(stage).run(maps, rois).predicted();
      sum = sum == null ? predicted.scores() : sum.add(predicted.scores());
    }
    Tensor mean = Ops.div(sum, config.num_stages());
    return new Refined(rois, new BboxPredictions(mean, predicted.boxes()));
  }

  @Override
  public List<Detections> predict(
      List<Tensor> features, List<Instances> proposals, List<ImageMeta> metas) {
    RcnnTestConfig test = config.test_cfg();
    if (test == null) {
      throw new VedetteException(path() + ": inference needs test_cfg");
    }
    Refined refined = refine(features, proposals, metas);
    List<Detections> found = StageTimes.time(this, "detect", () -> detect(refined, metas, test));
    return masks.isEmpty() ? found : MaskBranch.addMasks(masks, features, found, metas, test);
  }

  private List<Detections> detect(Refined refined, List<ImageMeta> metas, RcnnTestConfig test) {
    BoxTask task = boxes.get(boxes.size() - 1).head().task();
    List<Detections> found = new ArrayList<>();
    for (int image = 0; image < metas.size(); image++) {
      found.add(
          task.detect(
              refined.predicted().of(refined.rois(), image),
              refined.rois().boxes(image),
              metas.get(image),
              test,
              masks.isEmpty()));
    }
    return found;
  }

  @Override
  public Outputs forward(List<Tensor> features, List<Instances> proposals, List<ImageMeta> metas) {
    Refined refined = refine(features, proposals, metas);
    Rois rois = refined.rois();
    List<Outputs> parts = new ArrayList<>();
    parts.add(Outputs.of(rois.split(refined.predicted().scores())));
    for (Tensor codes : refined.predicted().boxes()) {
      parts.add(Outputs.of(rois.split(codes)));
    }
    if (!masks.isEmpty()) {
      List<Tensor> each = masks.stream().map(mask -> mask.run(features, rois).sigmoid()).toList();
      Tensor mean = Ops.mean(Ops.stack(each, 0), new long[] {0}, false);
      parts.add(Outputs.of(rois.split(mean)));
    }
    return new Outputs.Branch(parts);
  }
}
