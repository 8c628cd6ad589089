package org.vedette.models.heads;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.vedette.base.VedetteException;
import org.vedette.core.Batch;
import org.vedette.core.Instances;
import org.vedette.core.Loss;
import org.vedette.core.Losses;
import org.vedette.core.task.Assigner;
import org.vedette.core.task.Assignment;
import org.vedette.core.task.Predictions;
import org.vedette.tensor.GradMode;
import org.vedette.tensor.Ops;

/** The training side of {@link YoloxHead}. */
final class YoloxLoss {
  private final YoloxHead.Config config;
  private final Assigner assigner;
  private final Loss classLoss;
  private final Loss boxLoss;
  private final Loss objectLoss;
  private final Loss l1Loss;
  private boolean useL1;

  YoloxLoss(YoloxHead.Config config) {
    this.config = config;
    assigner = config.train_cfg() == null ? null : config.train_cfg().assigner().build();
    classLoss = config.loss_cls().build();
    boxLoss = config.loss_bbox().build();
    objectLoss = config.loss_obj().build();
    l1Loss = config.loss_l1().build();
  }

  void useL1(boolean on) {
    useL1 = on;
  }

  /**
   * The losses.
   *
   * @param priors (P, 4): x, y, stride x, stride y
   */
  Losses compute(YoloxHead.Predicted outputs, Tensor priors, Batch batch) {
    Tensor classes = Levels.flatten(outputs.classes(), config.num_classes());
    Tensor raw = Levels.flatten(outputs.boxes(), 4);
    Tensor objects = Levels.flatten(outputs.objectness(), 1);
    Tensor boxes = YoloxDecoder.decode(raw, priors);
    YoloxTargets targets = targets(classes, objects, boxes, priors, batch.truths());
    Losses losses = new Losses();
    losses.add("loss_cls", positives(classLoss, classes, targets, targets.classes()));
    losses.add("loss_bbox", positives(boxLoss, boxes, targets, targets.boxes()));
    Tensor objectTarget = Ops.toDeviceOf(targets.objects(), objects);
    Tensor objectLogits = objects.reshape(-1, 1);
    losses.add(
        "loss_obj",
        Ops.div(
            objectLoss.forward(objectLogits, objectTarget, null, null, null), targets.samples()));
    if (useL1) {
      losses.add("loss_l1", positives(l1Loss, raw, targets, targets.offsets()));
    }
    return losses;
  }

  /** A loss over the positive priors of (N, P, K) predictions. */
  private static Tensor positives(Loss loss, Tensor all, YoloxTargets targets, Tensor target) {
    if (targets.count() == 0) {
      // The branch stays part of the graph, so that every parameter gets a gradient.
      return Ops.mul(all.sum(), 0);
    }
    Tensor rows = Ops.toDeviceOf(targets.rows(), all);
    Tensor chosen = Ops.rows(all.reshape(-1, all.size(2)), rows);
    Tensor value = loss.forward(chosen, Ops.toDeviceOf(target, all), null, null, null);
    return Ops.div(value, targets.samples());
  }

  private YoloxTargets targets(
      Tensor classes, Tensor objects, Tensor boxes, Tensor priors, List<Instances> truths) {
    if (assigner == null) {
      throw new VedetteException("bbox_head: training needs train_cfg with an assigner");
    }
    try (GradMode off = GradMode.off()) {
      // Truths are matched with cell centres, boxes are regressed from cell corners.
      Tensor corners = Ops.slice(priors, 1, 0, 2);
      Tensor strides = Ops.slice(priors, 1, 2, 4);
      Tensor centres = Ops.cat(List.of(corners.add(Ops.mul(strides, 0.5)), strides), 1);
      Tensor scores = classes.sigmoid().mul(objects.sigmoid()).sqrt();
      List<Assignment> assignments = new ArrayList<>();
      for (int i = 0; i < truths.size(); i++) {
        Predictions predictions = new Predictions(centres, boxes.select(0, i), scores.select(0, i));
        assignments.add(assigner.assign(predictions, truths.get(i), null));
      }
      return YoloxTargets.of(assignments, truths, priors, config.num_classes());
    }
  }
}
