package org.vedette.models.roi;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.vedette.core.Batch;
import org.vedette.core.Instances;
import org.vedette.core.StepContext;
import org.vedette.core.roi.RcnnTrainConfig;
import org.vedette.core.roi.Rois;
import org.vedette.core.task.Assigner;
import org.vedette.core.task.Assignment;
import org.vedette.core.task.BoxSampler;
import org.vedette.core.task.Predictions;
import org.vedette.core.task.Sampling;
import org.vedette.core.task.SamplingContext;
import org.vedette.tensor.GradMode;
import org.vedette.tensor.Ops;

/** Decides which regions of a batch learn what: assignment and choice, image by image. */
final class RegionSampler {
  private final RcnnTrainConfig config;
  private final Assigner assigner;
  private final BoxSampler sampler;

  RegionSampler(RcnnTrainConfig config) {
    this.config = config;
    assigner = config.assigner().build();
    sampler = config.sampler().build();
  }

  /** The settings. */
  RcnnTrainConfig config() {
    return config;
  }

  /**
   * Samples each image.
   *
   * @param user the name that tells this choice from others of the step
   * @param branch tells how hard a region is, for samplers that ask
   */
  List<Sampling> sample(
      List<Instances> proposals,
      Batch batch,
      StepContext step,
      String user,
      List<Tensor> maps,
      RegionBranch branch) {
    List<Sampling> samplings = new ArrayList<>();
    for (int image = 0; image < proposals.size(); image++) {
      Tensor boxes = proposals.get(image).boxes();
      Instances truths = batch.truths().get(image);
      Assignment assignment =
          assigner.assign(
              new Predictions(boxes, null, proposals.get(image).scores()),
              truths,
              batch.ignored() == null ? null : batch.ignored().get(image));
      SamplingContext context =
          SamplingContext.of(step, user, image).with(hardness(branch, maps, image));
      samplings.add(sampler.sample(assignment, boxes, truths, context));
    }
    return samplings;
  }

  private static SamplingContext.Hardness hardness(
      RegionBranch branch, List<Tensor> maps, int image) {
    return (boxes, labels) -> {
      try (GradMode off = GradMode.off()) {
        List<Tensor> own = maps.stream().map(map -> Ops.slice(map, 0, image, image + 1L)).toList();
        RegionBranch.Result result = branch.run(own, Rois.of(List.of(boxes)));
        return branch.head().task().hardness(result.predicted(), labels);
      }
    };
  }
}
