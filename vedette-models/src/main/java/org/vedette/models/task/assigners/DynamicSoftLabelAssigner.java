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
import org.vedette.tensor.TensorScope;
import org.vedette.tensor.Tensors;

/**
 * RTMDet's assigner (Lyu et al. 2022): {@link DynamicK} over costs that add a classification loss
 * against the IoU as soft label, the IoU's logarithm, and the distance from the truth's centre.
 * Only points inside a truth's box come into question. Truths with masks have their centre of mass
 * as centre.
 *
 * <p>Reads points with strides as priors, decoded boxes, and scores that are logits.
 */
@Component("DynamicSoftLabelAssigner")
public final class DynamicSoftLabelAssigner implements Assigner {
  /** Keeps the logarithm of an IoU and the mean of an empty mask finite. */
  private static final float GUARD = 1e-7f;

  /** What upstream says of points that were not matched. */
  private static final float NO_OVERLAP = -100000000f;

  /**
   * Settings.
   *
   * @param soft_center_radius the distance from a truth's centre, in strides, that costs 1; each
   *     further stride costs ten times as much
   * @param topk how many of a truth's best IoUs are summed to tell how many points it takes
   * @param iou_weight weight of the IoU's cost
   * @param iou_calculator how overlaps are measured
   */
  public record Config(
      @Default("3.0") double soft_center_radius,
      @Default("13") int topk,
      @Default("3.0") double iou_weight,
      @Default("dict(type='BboxOverlaps2D')") Spec<IouCalculator> iou_calculator) {}

  private final Config config;
  private final IouCalculator iouCalculator;

  /** An assigner with the given settings. */
  public DynamicSoftLabelAssigner(Config config) {
    this.config = config;
    iouCalculator = config.iou_calculator().build();
  }

  @Override
  public Assignment assign(Predictions predictions, Instances truths, Tensor ignored) {
    int numPriors = (int) predictions.boxes().size(0);
    float[] points = Tensors.toFloats(predictions.priors());
    float[] truthBoxes = Tensors.toFloats(truths.boxes());
    int[] inside = insideAny(points, truthBoxes);
    if (inside.length == 0) {
      return DynamicK.nothing(truths.size(), numPriors);
    }
    Tensor rows = Ops.toDeviceOf(Tensors.ofIndices(inside, inside.length), predictions.boxes());
    float[] boxes = Tensors.toFloats(Ops.rows(predictions.boxes().detach(), rows));
    float[] ious = iouCalculator.pairwise(boxes, truthBoxes, Overlaps.Mode.IOU);
    SoftLabelCost classCost = SoftLabelCost.of(predictions.scores(), rows, truths.labels());
    float[] costs = costs(classCost, ious, inside, points, centres(truths));
    int[] labels = Tensors.toInts(truths.labels());
    return new DynamicK(costs, ious, labels, config.topk()).assign(inside, numPriors, NO_OVERLAP);
  }

  private static int[] insideAny(float[] points, float[] boxes) {
    int[] inside = new int[points.length / 4];
    int count = 0;
    for (int p = 0; p < inside.length; p++) {
      float x = points[4 * p];
      float y = points[4 * p + 1];
      boolean found = false;
      for (int b = 0; b < boxes.length && !found; b += 4) {
        found =
            x - boxes[b] > 0
                && y - boxes[b + 1] > 0
                && boxes[b + 2] - x > 0
                && boxes[b + 3] - y > 0;
      }
      if (found) {
        inside[count++] = p;
      }
    }
    return Arrays.copyOf(inside, count);
  }

  /** What each candidate would cost each truth, (n*G) row by row. */
  private float[] costs(
      SoftLabelCost classCost, float[] ious, int[] inside, float[] points, float[] centres) {
    int numTruths = centres.length / 2;
    float weight = (float) config.iou_weight();
    float[] costs = new float[ious.length];
    for (int i = 0; i < inside.length; i++) {
      for (int g = 0; g < numTruths; g++) {
        int at = i * numTruths + g;
        float iouCost = (float) -Math.log(ious[at] + GUARD) * weight;
        float distanceCost = distanceCost(points, 4 * inside[i], centres, 2 * g);
        costs[at] = classCost.at(i, g, ious[at]) + iouCost + distanceCost;
      }
    }
    return costs;
  }

  private float distanceCost(float[] points, int p, float[] centres, int c) {
    float x = points[p] - centres[c];
    float y = points[p + 1] - centres[c + 1];
    float strides = (float) Math.sqrt(x * x + y * y) / points[p + 2];
    return (float) Math.pow(10, strides - (float) config.soft_center_radius());
  }

  /** (G*2): the centres of mass of the masks, or of the boxes where there are no masks. */
  private static float[] centres(Instances truths) {
    float[] centres = new float[2 * truths.size()];
    if (truths.masks() == null) {
      float[] boxes = Tensors.toFloats(truths.boxes());
      for (int i = 0; i < centres.length; i++) {
        int corner = 4 * (i / 2) + i % 2;
        centres[i] = (boxes[corner] + boxes[corner + 2]) / 2;
      }
      return centres;
    }
    try (TensorScope scope = TensorScope.open()) {
      Tensor masks = Ops.gt(truths.masks(), 0);
      long[] perColumn = Tensors.toLongs(Ops.sum(masks, 1, false));
      long[] perRow = Tensors.toLongs(Ops.sum(masks, 2, false));
      int width = (int) masks.size(2);
      int height = (int) masks.size(1);
      for (int g = 0; g < truths.size(); g++) {
        centres[2 * g] = meanPosition(perColumn, g * width, width);
        centres[2 * g + 1] = meanPosition(perRow, g * height, height);
      }
    }
    return centres;
  }

  private static float meanPosition(long[] counts, int from, int length) {
    long weighted = 0;
    long total = 0;
    for (int i = 0; i < length; i++) {
      weighted += i * counts[from + i];
      total += counts[from + i];
    }
    return weighted / Math.max((float) total, GUARD);
  }
}
