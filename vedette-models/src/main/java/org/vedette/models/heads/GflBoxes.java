package org.vedette.models.heads;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.vedette.core.Loss;
import org.vedette.core.Losses;
import org.vedette.core.QualityLoss;
import org.vedette.core.box.Overlaps;
import org.vedette.models.task.coders.DistancePointBboxCoder;
import org.vedette.tensor.Ops;

/** Losses and detections of boxes whose sides are distributions of distances. */
final class GflBoxes {
  /** How far below the largest distance a target is held. */
  private static final double MARGIN = 0.1;

  private final AnchorBoxes boxes;
  private final DistancePointBboxCoder coder;
  private final Integral integral;
  private final int max;
  private final Loss distributionLoss;

  /**
   * The parts.
   *
   * @param max the largest distance, in strides
   */
  GflBoxes(AnchorBoxes boxes, Integral integral, int max, Loss distributionLoss) {
    this.boxes = boxes;
    coder = (DistancePointBboxCoder) boxes.coder();
    this.integral = integral;
    this.max = max;
    this.distributionLoss = distributionLoss;
  }

  private int codeSize() {
    return 4 * (max + 1);
  }

  private double stride(int level) {
    return boxes.generator().strides().get(level).x();
  }

  /**
   * The losses of one level, those of boxes not yet divided.
   *
   * @param weightSum the sum of the weights of boxes
   */
  private record Level(Tensor classes, Tensor boxes, Tensor distributions, double weightSum) {}

  /** The losses against the targets. */
  Losses losses(DenseOutputs outputs, PriorTargets targets, QualityLoss classLoss) {
    List<Level> levels = new ArrayList<>();
    for (int level = 0; level < targets.levels().size(); level++) {
      levels.add(level(outputs, targets, level, classLoss));
    }
    double factor = Math.max(levels.stream().mapToDouble(Level::weightSum).sum(), 1);
    return new Losses()
        .add("loss_cls", levels.stream().map(Level::classes).toList())
        .add("loss_bbox", levels.stream().map(own -> Ops.div(own.boxes(), factor)).toList())
        .add("loss_dfl", levels.stream().map(own -> Ops.div(own.distributions(), factor)).toList());
  }

  private Level level(
      DenseOutputs outputs, PriorTargets targets, int level, QualityLoss classLoss) {
    PriorTargets.Level target = targets.levels().get(level);
    Tensor map = outputs.boxes().get(level);
    Tensor logits =
        Levels.flatten(outputs.classes().get(level), boxes.scores().channels()).flatten(0, 1);
    Tensor quality = Ops.zerosLike(target.quality());
    Tensor boxLoss = AnchorBoxes.nothing(map);
    Tensor sideLoss = boxLoss;
    double weightSum = 0;
    if (target.hasPositives()) {
      Tensor centres = Ops.div(Centerness.centres(target.priors()), stride(level));
      Tensor wanted = Ops.div(target.boxes(), stride(level));
      Tensor raw = target.positives(map, codeSize());
      Tensor predicted = coder.decode(centres, integral.forward(raw));
      Tensor overlap =
          Overlaps.aligned(predicted.detach(), wanted, Overlaps.Mode.IOU, Overlaps.EPS);
      quality = quality.index_copy(0, target.rows(), overlap);
      // A box weighs as much as the class is believed in.
      Tensor sure = Ops.max(Ops.rows(logits.detach(), target.rows()).sigmoid(), 1, false).values();
      boxLoss = boxes.boxLoss().forward(predicted, wanted, sure, 1.0, null);
      sideLoss =
          distributionLoss.forward(
              raw.reshape(-1, max + 1L),
              coder.encode(centres, wanted, max, MARGIN).reshape(-1),
              sure.unsqueeze(1).expand(-1, 4).reshape(-1),
              4.0,
              null);
      weightSum = sure.sum().item_double();
    }
    Tensor ofClasses =
        classLoss.forward(
            logits, target.labels(), quality, target.weights(), targets.averageFactor());
    return new Level(ofClasses, boxLoss, sideLoss, weightSum);
  }

  /** How outputs become detections. */
  DenseDecoder decoder() {
    return new DenseDecoder(
        boxes.scores(),
        codeSize(),
        (level, priors, codes, meta) ->
            coder.decode(
                Centerness.centres(priors),
                Ops.mul(integral.forward(codes), stride(level)),
                meta.imgHeight(),
                meta.imgWidth()));
  }
}
