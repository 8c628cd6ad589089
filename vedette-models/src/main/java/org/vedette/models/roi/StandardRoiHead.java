package org.vedette.models.roi;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.vedette.base.Detections;
import org.vedette.base.ImageMeta;
import org.vedette.base.VedetteException;
import org.vedette.config.component.Component;
import org.vedette.config.component.Flat;
import org.vedette.core.Batch;
import org.vedette.core.Instances;
import org.vedette.core.Losses;
import org.vedette.core.Outputs;
import org.vedette.core.RoiHead;
import org.vedette.core.StepContext;
import org.vedette.core.roi.BboxPredictions;
import org.vedette.core.roi.RcnnTestConfig;
import org.vedette.core.roi.RoiExtractor;
import org.vedette.core.roi.Rois;
import org.vedette.core.roi.SharedHead;
import org.vedette.core.task.Sampling;
import org.vedette.tensor.Ops;
import org.vedette.tensor.StageTimes;

/**
 * The second stage of Faster R-CNN (Ren et al. 2015) and, with a mask head, of Mask R-CNN (He et
 * al. 2017). Children: {@code shared_head}, {@code bbox_roi_extractor}, {@code bbox_head}, {@code
 * mask_roi_extractor}, {@code mask_head}.
 */
@Component("StandardRoIHead")
public class StandardRoiHead extends RoiHead {
  /** How many regions upstream's raw outputs have masks of. */
  private static final int RAW_MASKS = 100;

  /**
   * Settings.
   *
   * @param settings keys that such stages share
   */
  public record Config(@Flat RoiHeadSettings settings) {}

  private final RoiHeadSettings settings;
  private final RegionBranch boxes;
  private final MaskBranch masks;
  private final boolean sharesFeatures;
  private final RegionSampler sampler;

  /** A stage with the given settings. */
  public StandardRoiHead(Config config) {
    this(config.settings(), null);
  }

  /**
   * A stage whose boxes see blown-up regions.
   *
   * @param boxScale by how much; null for not at all
   */
  StandardRoiHead(RoiHeadSettings settings, Double boxScale) {
    this.settings = settings;
    initBy(settings.init_cfg());
    SharedHead shared =
        settings.shared_head() == null
            ? null
            : child("shared_head", settings.shared_head().build());
    RoiExtractor extractor = child("bbox_roi_extractor", settings.bbox_roi_extractor().build());
    boxes =
        new RegionBranch(
            extractor, shared, child("bbox_head", settings.bbox_head().build()), boxScale);
    sharesFeatures = settings.mask_roi_extractor() == null;
    masks = settings.mask_head() == null ? null : newMaskBranch(extractor, shared);
    sampler = settings.train_cfg() == null ? null : new RegionSampler(settings.train_cfg());
  }

  private MaskBranch newMaskBranch(RoiExtractor ofBoxes, SharedHead shared) {
    RoiExtractor extractor =
        child(
            "mask_roi_extractor", sharesFeatures ? ofBoxes : settings.mask_roi_extractor().build());
    return new MaskBranch(extractor, shared, child("mask_head", settings.mask_head().build()));
  }

  @Override
  public final Losses loss(
      List<Tensor> features, List<Instances> proposals, Batch batch, StepContext step) {
    if (sampler == null) {
      throw new VedetteException(path() + ": training needs train_cfg");
    }
    List<Sampling> samplings = sampler.sample(proposals, batch, step, path(), features, boxes);
    Rois rois = Rois.ofSampled(samplings);
    RegionBranch.Result result = boxes.run(features, rois);
    Losses losses =
        boxes
            .head()
            .task()
            .loss(result.predicted(), rois, samplings, settings.train_cfg().pos_weight());
    if (masks != null) {
      Tensor logits = positiveMasks(features, samplings, result.features());
      losses.addAll("", masks.head().loss(logits, samplings, batch.truths(), settings.train_cfg()));
    }
    return losses;
  }

  /** The mask logits of the positives, from their own features or from those of the boxes. */
  private Tensor positiveMasks(List<Tensor> maps, List<Sampling> samplings, Tensor boxFeatures) {
    if (!sharesFeatures) {
      return masks.run(maps, Rois.ofPositives(samplings));
    }
    int count = samplings.stream().mapToInt(Sampling::numPositives).sum();
    int[] rows = new int[count];
    int start = 0;
    int at = 0;
    for (Sampling own : samplings) {
      for (int i = 0; i < own.numPositives(); i++) {
        rows[at++] = start + i;
      }
      start += own.size();
    }
    return masks.head().forward(Ops.rows(boxFeatures, Ops.indices(rows, boxFeatures)));
  }

  @Override
  public final List<Detections> predict(
      List<Tensor> features, List<Instances> proposals, List<ImageMeta> metas) {
    RcnnTestConfig config = settings.test_cfg();
    if (config == null) {
      throw new VedetteException(path() + ": inference needs test_cfg");
    }
    Rois rois = Rois.ofInstances(proposals);
    BboxPredictions predicted = boxes.run(features, rois).predicted();
    List<Detections> found =
        StageTimes.time(this, "detect", () -> detect(predicted, rois, metas, config));
    return masks == null
        ? found
        : MaskBranch.addMasks(List.of(masks), features, found, metas, config);
  }

  private List<Detections> detect(
      BboxPredictions predicted, Rois rois, List<ImageMeta> metas, RcnnTestConfig config) {
    List<Detections> found = new ArrayList<>();
    for (int image = 0; image < metas.size(); image++) {
      found.add(
          boxes
              .head()
              .task()
              .detect(
                  predicted.of(rois, image),
                  rois.boxes(image),
                  metas.get(image),
                  config,
                  masks == null));
    }
    return found;
  }

  @Override
  public final Outputs forward(
      List<Tensor> features, List<Instances> proposals, List<ImageMeta> metas) {
    Rois rois = Rois.ofInstances(proposals);
    List<Outputs> parts = boxes.run(features, rois).predicted().outputs();
    if (masks != null) {
      parts.add(new Outputs.Leaf(masks.run(features, rois.first(RAW_MASKS))));
    }
    return new Outputs.Branch(parts);
  }
}
