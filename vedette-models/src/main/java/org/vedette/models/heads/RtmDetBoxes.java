package org.vedette.models.heads;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.vedette.base.ConfigException;
import org.vedette.base.Detections;
import org.vedette.base.ImageMeta;
import org.vedette.base.Problem;
import org.vedette.base.VedetteException;
import org.vedette.core.Batch;
import org.vedette.core.Loss;
import org.vedette.core.Losses;
import org.vedette.core.QualityLoss;
import org.vedette.core.StepContext;
import org.vedette.core.task.BoxCoder;
import org.vedette.core.task.PriorGenerator;
import org.vedette.tensor.GradMode;
import org.vedette.tensor.Ops;

/** Losses and detections of boxes, which all heads of RTMDet share. */
final class RtmDetBoxes {
  private final RtmDetSettings settings;
  private final PriorGenerator points;
  private final BoxCoder coder;
  private final QualityLoss classLoss;
  private final Loss boxLoss;
  private final PriorGrid.Layout layout;
  private final PriorMatching matching;

  RtmDetBoxes(RtmDetSettings settings) {
    this.settings = settings;
    points = settings.anchor_generator().build();
    coder = settings.bbox_coder().build();
    classLoss = settings.loss_cls().build();
    boxLoss = settings.loss_bbox().build();
    layout = new PriorGrid.Layout(points);
    matching =
        settings.train_cfg() == null ? null : new PriorMatching(settings.train_cfg(), points);
    for (int level = 0; level < points.numLevels(); level++) {
      if (points.priorsPerCell(level) != 1) {
        throw new ConfigException(
            Problem.of(
                settings.anchor_generator().location(),
                "anchor_generator",
                "RTMDet predicts one box per cell, here are " + points.priorsPerCell(level)));
      }
    }
  }

  /** The points at which boxes are predicted. */
  PriorGenerator points() {
    return points;
  }

  /** Pixels that a distance of 1 stands for at a level. */
  double stride(int level) {
    return points.strides().get(level).x();
  }

  /**
   * The losses, and the targets for those that mask heads add.
   *
   * @param user the head's name, which tells its random choices from others'
   */
  PriorTargets addLosses(
      RtmDetOutputs outputs, Batch batch, StepContext step, String user, Losses losses) {
    PriorGrid grid = layout.over(outputs.classes());
    List<Tensor> boxes = decoded(outputs.distances(), grid.levels());
    PriorTargets targets = targets(outputs, grid, Ops.cat(boxes, 1), batch, step, user);
    List<Tensor> classLosses = new ArrayList<>();
    List<Tensor> boxLosses = new ArrayList<>();
    double quality = 0;
    for (int level = 0; level < boxes.size(); level++) {
      PriorTargets.Level target = targets.levels().get(level);
      classLosses.add(classLoss(outputs.classes().get(level), target));
      boxLosses.add(boxLoss(boxes.get(level), target));
      quality += target.qualitySum();
    }
    double factor = Math.max(quality, 1);
    losses.add("loss_cls", classLosses.stream().map(loss -> Ops.div(loss, factor)).toList());
    losses.add("loss_bbox", boxLosses.stream().map(loss -> Ops.div(loss, factor)).toList());
    return targets;
  }

  private PriorTargets targets(
      RtmDetOutputs outputs,
      PriorGrid grid,
      Tensor boxes,
      Batch batch,
      StepContext step,
      String user) {
    if (matching == null) {
      throw new VedetteException("bbox_head: training needs train_cfg with an assigner");
    }
    try (GradMode off = GradMode.off()) {
      Tensor logits = Levels.flatten(outputs.classes(), settings.num_classes());
      List<MatchedPriors> images = matching.match(grid, boxes, logits, batch, step, user);
      return PriorTargets.of(
          images, grid, settings.num_classes(), settings.train_cfg().positiveWeight());
    }
  }

  private Tensor classLoss(Tensor classes, PriorTargets.Level target) {
    Tensor logits = Levels.flatten(classes, settings.num_classes()).flatten(0, 1);
    return classLoss.forward(logits, target.labels(), target.quality(), target.weights(), 1.0);
  }

  private Tensor boxLoss(Tensor boxes, PriorTargets.Level target) {
    if (!target.hasPositives()) {
      // The branch stays part of the graph, so that every parameter gets a gradient.
      return Ops.mul(boxes.sum(), 0);
    }
    Tensor positive = Ops.rows(boxes.flatten(0, 1), target.rows());
    Tensor weights = Ops.rows(target.quality(), target.rows());
    return boxLoss.forward(positive, target.boxes(), weights, 1.0, null);
  }

  /** (N, P_l, 4) boxes of each level. */
  private List<Tensor> decoded(List<Tensor> distances, List<Tensor> priors) {
    List<Tensor> boxes = new ArrayList<>();
    for (int level = 0; level < distances.size(); level++) {
      Tensor codes = Levels.flatten(distances.get(level), coder.codeSize());
      boxes.add(coder.decode(priors.get(level), codes));
    }
    return boxes;
  }

  /** The detections of each image. */
  List<Detections> predict(RtmDetOutputs outputs, List<ImageMeta> metas) {
    return detect(outputs, metas).stream().map(DenseCandidates.Detected::detections).toList();
  }

  /** The detections of each image and the points they come from. */
  List<DenseCandidates.Detected> detect(RtmDetOutputs outputs, List<ImageMeta> metas) {
    DenseTestConfig config = testConfig();
    DenseCandidates.Levels levels =
        new DenseCandidates.Levels(
            outputs.classes().stream()
                .map(map -> Levels.flatten(map, settings.num_classes()).sigmoid())
                .toList(),
            outputs.distances().stream().map(map -> Levels.flatten(map, coder.codeSize())).toList(),
            null,
            layout.over(outputs.classes()).levels());
    BoxDecoder decoder = BoxDecoder.of(coder);
    List<DenseCandidates.Detected> found = new ArrayList<>();
    for (int image = 0; image < metas.size(); image++) {
      ImageMeta meta = metas.get(image);
      found.add(levels.of(image, config.chooser(), decoder, meta).detect(config, meta));
    }
    return found;
  }

  /** What inference needs. */
  DenseTestConfig testConfig() {
    if (settings.test_cfg() == null) {
      throw new VedetteException("bbox_head: inference needs test_cfg");
    }
    return settings.test_cfg();
  }
}
