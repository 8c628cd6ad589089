package org.vedette.models.task.assigners;

import java.util.Arrays;
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
    long[] truthIndices = new long[numPriors];
    float[] overlaps = new float[numPriors];
    long[] labels = new long[numPriors];
    Arrays.fill(labels, -1);
    float[] truthBoxes = Tensors.toFloats(truths.boxes());
    Candidates candidates = Candidates.of(predictions.priors(), truthBoxes, config.center_radius());
    if (candidates.size() > 0) {
      Arrays.fill(overlaps, -OUTSIDE);
      int[] truthLabels = Tensors.toInts(truths.labels());
      Tensor rows = Tensors.ofIndices(candidates.priors(), candidates.size());
      float[] boxes = Tensors.toFloats(selected(predictions.boxes(), rows));
      float[] scores = Tensors.toFloats(selected(predictions.scores(), rows));
      float[] ious = iouCalculator.pairwise(boxes, truthBoxes, Overlaps.Mode.IOU);
      float[] costs = costs(candidates, ious, scores, truthLabels);
      int[] matched = match(costs, ious, numTruths);
      for (int i = 0; i < matched.length; i++) {
        if (matched[i] >= 0) {
          int prior = candidates.priors()[i];
          truthIndices[prior] = matched[i] + 1L;
          overlaps[prior] = ious[i * numTruths + matched[i]];
          labels[prior] = truthLabels[matched[i]];
        }
      }
    }
    return new Assignment(
        numTruths,
        Tensors.of(truthIndices, numPriors),
        Tensors.of(overlaps, numPriors),
        Tensors.of(labels, numPriors));
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

  /** The truth that each candidate goes to, or -1. */
  private int[] match(float[] costs, float[] ious, int numTruths) {
    int n = costs.length / numTruths;
    int[] matched = new int[n];
    int[] takers = new int[n];
    Arrays.fill(matched, -1);
    for (int g = 0; g < numTruths; g++) {
      for (int i : cheapest(column(costs, g, numTruths), dynamicK(column(ious, g, numTruths)))) {
        matched[i] = g;
        takers[i]++;
      }
    }
    for (int i = 0; i < n; i++) {
      if (takers[i] > 1) {
        matched[i] = cheapestTruth(costs, i, numTruths);
      }
    }
    return matched;
  }

  private static float[] column(float[] matrix, int column, int columns) {
    float[] values = new float[matrix.length / columns];
    for (int i = 0; i < values.length; i++) {
      values[i] = matrix[i * columns + column];
    }
    return values;
  }

  private int dynamicK(float[] ious) {
    float[] sorted = ious.clone();
    Arrays.sort(sorted);
    float sum = 0;
    int last = Math.max(0, sorted.length - config.candidate_topk());
    for (int i = sorted.length - 1; i >= last; i--) {
      sum += sorted[i];
    }
    return Math.max((int) sum, 1);
  }

  /** Positions of the k smallest. Among equal ones libtorch's topk decides, as upstream. */
  private static int[] cheapest(float[] costs, int k) {
    return Tensors.toInts(Ops.bottomk(Tensors.of(costs, costs.length), k, 0).indices());
  }

  private static int cheapestTruth(float[] costs, int candidate, int numTruths) {
    int best = 0;
    for (int g = 1; g < numTruths; g++) {
      if (costs[candidate * numTruths + g] < costs[candidate * numTruths + best]) {
        best = g;
      }
    }
    return best;
  }
}
