package org.vedette.models.task.assigners;

import org.bytedeco.pytorch.Tensor;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.config.component.Spec;
import org.vedette.core.Instances;
import org.vedette.core.box.Overlaps;
import org.vedette.core.task.Assigner;
import org.vedette.core.task.Assignment;
import org.vedette.core.task.IouCalculator;
import org.vedette.core.task.Predictions;
import org.vedette.tensor.Ops;
import org.vedette.tensor.Tensors;

/**
 * SimOTA of YOLOX (Ge et al. 2021). Only points inside a truth's box or near its centre come into
 * question. Each truth takes the k cheapest of them, k being the rounded-down sum of its best IoUs
 * and at least one; a point that several truths took goes to the one for which it is cheapest.
 *
 * <p>Reads points with strides as priors, decoded boxes, and scores that are probabilities.
 */
@Component("SimOTAAssigner")
public final class SimOtaAssigner implements Assigner {
  /** What a point costs more when it is not both in the box and near the centre. */
  private static final float OUTSIDE = 100000f;

  private static final float LOG_GUARD = 1e-7f;
  private static final double LOWEST_LOG = -100;

  /**
   * Settings.
   *
   * @param center_radius how far from a truth's centre a point may lie, in strides of its level
   * @param candidate_topk how many of a truth's best IoUs are summed
   * @param iou_weight weight of the box cost, -log(IoU)
   * @param cls_weight weight of the classification cost, binary cross entropy over all classes
   * @param iou_calculator how overlaps are measured
   */
  public record Config(
      @Default("2.5") double center_radius,
      @Default("10") int candidate_topk,
      @Default("3.0") double iou_weight,
      @Default("1.0") double cls_weight,
      @Default("dict(type='BboxOverlaps2D')") Spec<IouCalculator> iou_calculator) {}

  private final Config config;
  private final IouCalculator iouCalculator;

  /** An assigner with the given settings. */
  public SimOtaAssigner(Config config) {
    this.config = config;
    iouCalculator = config.iou_calculator().build();
  }

  @Override
  public Assignment assign(Predictions predictions, Instances truths, Tensor ignored) {
    int numPriors = (int) predictions.boxes().size(0);
    int numTruths = truths.size();
    float[] truthBoxes = Tensors.toFloats(truths.boxes());
    Candidates candidates = Candidates.of(predictions.priors(), truthBoxes, config.center_radius());
    if (candidates.size() == 0) {
      return DynamicK.nothing(numTruths, numPriors);
    }
    int[] truthLabels = Tensors.toInts(truths.labels());
    Tensor rows = Tensors.ofIndices(candidates.priors(), candidates.size());
    float[] boxes = Tensors.toFloats(selected(predictions.boxes(), rows));
    float[] scores = Tensors.toFloats(selected(predictions.scores(), rows));
    float[] ious = iouCalculator.pairwise(boxes, truthBoxes, Overlaps.Mode.IOU);
    float[] costs = costs(candidates, ious, scores, truthLabels);
    return new DynamicK(costs, ious, truthLabels, config.candidate_topk())
        .assign(candidates.priors(), numPriors, -OUTSIDE);
  }

  private static Tensor selected(Tensor tensor, Tensor rows) {
    return Ops.rows(tensor.detach(), Ops.toDeviceOf(rows, tensor));
  }

  /** What it would cost each candidate to learn each truth, (n*G) row by row. */
  private float[] costs(Candidates candidates, float[] ious, float[] scores, int[] truthLabels) {
    int numTruths = truthLabels.length;
    int numClasses = scores.length / candidates.size();
    float[] costs = new float[ious.length];
    for (int i = 0; i < candidates.size(); i++) {
      double allNegative = 0;
      for (int k = 0; k < numClasses; k++) {
        allNegative -= log(1 - scores[i * numClasses + k]);
      }
      for (int g = 0; g < numTruths; g++) {
        int at = i * numTruths + g;
        float score = scores[i * numClasses + truthLabels[g]];
        float classCost = (float) (allNegative + log(1 - score) - log(score));
        float boxCost = (float) -Math.log(ious[at] + LOG_GUARD);
        costs[at] = classCost * (float) config.cls_weight() + boxCost * (float) config.iou_weight();
        costs[at] += candidates.central()[at] ? 0 : OUTSIDE;
      }
    }
    return costs;
  }

  private static double log(float value) {
    return Math.max(Math.log(value), LOWEST_LOG);
  }
}
