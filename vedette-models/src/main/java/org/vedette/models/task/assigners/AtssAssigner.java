package org.vedette.models.task.assigners;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
import org.vedette.tensor.GradMode;
import org.vedette.tensor.Ops;
import org.vedette.tensor.TensorScope;
import org.vedette.tensor.Tensors;

/**
 * Adaptive training sample selection (ATSS, Zhang et al. 2020). The candidates of a truth are the
 * few priors of each level whose centres are nearest to its own; those that overlap it at least as
 * much as the mean and the deviation of all candidates together, and whose centres lie inside it,
 * learn it.
 *
 * <p>Reads priors that are boxes, and how many each level has. With {@code alpha} (DDOD, Chen et
 * al. 2021) overlaps are those of decoded boxes, joined with the scores, which are logits.
 */
@Component("ATSSAssigner")
public final class AtssAssigner implements Assigner {
  /** What upstream says of priors that learn nothing, and of the distance of ignored ones. */
  private static final float FAR = 100000000f;

  /** How far inside a truth, in pixels, a centre must lie. */
  private static final float INSIDE = 0.01f;

  /**
   * Settings.
   *
   * @param topk how many candidates a truth has on each level
   * @param alpha the weight of the decoded box's overlap against the class score, from 0 to 1; None
   *     for the overlap of the prior alone
   * @param iou_calculator how overlaps are measured
   * @param ignore_iof_thr share of a prior in an ignored region above which it does not count; not
   *     positive for no such rule
   */
  public record Config(
      int topk,
      @Default("None") Double alpha,
      @Default("dict(type='BboxOverlaps2D')") Spec<IouCalculator> iou_calculator,
      @Default("-1") double ignore_iof_thr) {}

  private final Config config;
  private final IouCalculator iouCalculator;

  /** An assigner with the given settings. */
  public AtssAssigner(Config config) {
    this.config = config;
    iouCalculator = config.iou_calculator().build();
  }

  @Override
  public Assignment assign(Predictions predictions, Instances truths, Tensor ignored) {
    if (predictions.levelSizes().isEmpty()) {
      throw new IllegalArgumentException("ATSSAssigner needs the number of priors of each level");
    }
    float[] priors = Tensors.toFloats(predictions.priors());
    float[] boxes = Tensors.toFloats(truths.boxes());
    int numPriors = priors.length / 4;
    int numTruths = boxes.length / 4;
    if (numTruths == 0 || numPriors == 0) {
      return Assignments.nothing(numTruths, numPriors);
    }
    boolean[] excluded =
        IgnoredPriors.of(priors, ignored, config.ignore_iof_thr(), true, iouCalculator);
    int[] labels = Tensors.toInts(truths.labels());
    try (GradMode off = GradMode.off();
        TensorScope scope = TensorScope.open()) {
      int[] candidates = candidates(priors, boxes, excluded, predictions.levelSizes());
      float[] overlaps = overlaps(predictions, candidates, priors, boxes, labels);
      boolean[] above = aboveThreshold(overlaps, numTruths);
      Assignment found = match(priors, boxes, excluded, labels, candidates, overlaps, above);
      return new Assignment(
          numTruths,
          scope.keep(found.truthIndices()),
          scope.keep(found.overlaps()),
          scope.keep(found.labels()));
    }
  }

  /** The nearest priors of every level, (n*G) row by row. */
  private int[] candidates(
      float[] priors, float[] boxes, boolean[] excluded, List<Integer> levelSizes) {
    List<Tensor> nearest = new ArrayList<>();
    int from = 0;
    for (int size : levelSizes) {
      if (size > 0) {
        Tensor distances =
            Tensors.of(distances(priors, boxes, excluded, from, size), boxes.length / 4, size);
        Tensor rows = Ops.bottomk(distances, Math.min(config.topk(), size), 1).indices();
        nearest.add(Ops.add(rows, (long) from));
      }
      from += size;
    }
    return Tensors.toInts(Ops.cat(nearest, 1).t());
  }

  /** From the centre of each truth to that of each prior of a level, (G*size). */
  private static float[] distances(
      float[] priors, float[] boxes, boolean[] excluded, int from, int size) {
    float[] distances = new float[boxes.length / 4 * size];
    for (int truth = 0; truth < boxes.length / 4; truth++) {
      float x = centre(boxes, 4 * truth);
      float y = centre(boxes, 4 * truth + 1);
      for (int i = 0; i < size; i++) {
        float dx = centre(priors, 4 * (from + i)) - x;
        float dy = centre(priors, 4 * (from + i) + 1) - y;
        boolean counts = excluded == null || !excluded[from + i];
        distances[truth * size + i] = counts ? (float) Math.sqrt(dx * dx + dy * dy) : FAR;
      }
    }
    return distances;
  }

  private static float centre(float[] boxes, int low) {
    return (boxes[low] + boxes[low + 2]) / 2;
  }

  /** How well each candidate fits its truth, (n*G) row by row. */
  private float[] overlaps(
      Predictions predictions, int[] candidates, float[] priors, float[] boxes, int[] labels) {
    int numTruths = labels.length;
    int each = candidates.length / numTruths;
    float[] measured = config.alpha() == null ? priors : decoded(predictions);
    float[] overlaps = new float[candidates.length];
    float[] own = new float[4 * each];
    for (int truth = 0; truth < numTruths; truth++) {
      for (int i = 0; i < each; i++) {
        System.arraycopy(measured, 4 * candidates[i * numTruths + truth], own, 4 * i, 4);
      }
      float[] one = Arrays.copyOfRange(boxes, 4 * truth, 4 * truth + 4);
      float[] found = iouCalculator.pairwise(own, one, Overlaps.Mode.IOU);
      for (int i = 0; i < each; i++) {
        overlaps[i * numTruths + truth] = found[i];
      }
    }
    return config.alpha() == null
        ? overlaps
        : joinedWithScores(
            overlaps,
            Tensors.toFloats(predictions.scores()),
            candidates,
            priors.length / 4,
            labels);
  }

  private float[] joinedWithScores(
      float[] overlaps, float[] logits, int[] candidates, int numPriors, int[] labels) {
    int numClasses = logits.length / numPriors;
    double alpha = config.alpha();
    float[] joined = new float[overlaps.length];
    for (int at = 0; at < joined.length; at++) {
      float logit = logits[candidates[at] * numClasses + labels[at % labels.length]];
      float score = (float) (1 / (1 + Math.exp(-logit)));
      joined[at] = (float) Math.pow(score, 1 - alpha) * (float) Math.pow(overlaps[at], alpha);
    }
    return joined;
  }

  private static float[] decoded(Predictions predictions) {
    if (predictions.boxes() == null || predictions.scores() == null) {
      throw new IllegalArgumentException(
          "ATSSAssigner with alpha needs the boxes and scores that were predicted");
    }
    return Tensors.toFloats(predictions.boxes());
  }

  /** Where a candidate fits at least as well as mean and deviation of its truth's together. */
  private static boolean[] aboveThreshold(float[] overlaps, int numTruths) {
    // libtorch's own mean and deviation: candidates that all fit equally lie on the threshold.
    Tensor all = Tensors.of(overlaps, overlaps.length / numTruths, numTruths);
    Tensor threshold = Ops.mean(all, new long[] {0}, false).add(Ops.std(all, 0));
    byte[] flags = Tensors.toBytes(all.ge(threshold));
    boolean[] above = new boolean[flags.length];
    for (int i = 0; i < flags.length; i++) {
      above[i] = flags[i] != 0;
    }
    return above;
  }

  private static Assignment match(
      float[] priors,
      float[] boxes,
      boolean[] excluded,
      int[] labels,
      int[] candidates,
      float[] overlaps,
      boolean[] above) {
    long[] indices = new long[priors.length / 4];
    float[] best = new float[indices.length];
    Arrays.fill(best, -FAR);
    for (int i = 0; excluded != null && i < indices.length; i++) {
      indices[i] = excluded[i] ? -1 : 0;
    }
    for (int at = 0; at < candidates.length; at++) {
      int prior = candidates[at];
      int truth = at % labels.length;
      if (above[at] && centreInside(priors, 4 * prior, boxes, 4 * truth)) {
        // Of several truths the best fitting one counts, of equals the first.
        boolean better =
            overlaps[at] > best[prior]
                || (overlaps[at] == best[prior] && truth + 1 < indices[prior]);
        if (better) {
          best[prior] = overlaps[at];
          indices[prior] = truth + 1L;
        }
      }
    }
    return Assignments.of(indices, best, labels);
  }

  private static boolean centreInside(float[] priors, int p, float[] boxes, int b) {
    float x = centre(priors, p);
    float y = centre(priors, p + 1);
    return x - boxes[b] > INSIDE
        && y - boxes[b + 1] > INSIDE
        && boxes[b + 2] - x > INSIDE
        && boxes[b + 3] - y > INSIDE;
  }
}
