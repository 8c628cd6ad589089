package org.vedette.models.task.assigners;

import java.util.Arrays;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.vedette.config.DictNode;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.config.component.OneOrMany;
import org.vedette.config.component.Spec;
import org.vedette.core.Instances;
import org.vedette.core.box.Overlaps;
import org.vedette.core.task.Assigner;
import org.vedette.core.task.Assignment;
import org.vedette.core.task.IouCalculator;
import org.vedette.core.task.Predictions;
import org.vedette.tensor.Tensors;

/**
 * Matches by overlap (Faster R-CNN, Ren et al. 2015): a prior learns the truth it overlaps most if
 * it does so enough, is background if it overlaps little, and does not count in between. Then each
 * truth takes the prior that overlaps it most, so that none is left out.
 *
 * <p>Reads priors that are boxes. Truths are taken one by one, each with the priors near it: memory
 * does not grow with their number, nor much time.
 */
@Component("MaxIoUAssigner")
public final class MaxIouAssigner implements Assigner {
  private static final int NONE = -1;

  /**
   * Settings.
   *
   * @param pos_iou_thr overlap from which a prior learns a truth
   * @param neg_iou_thr overlap below which a prior is background; or a pair: from the first to
   *     below the second
   * @param min_pos_iou overlap that a truth's best prior must reach to be taken by it
   * @param gt_max_assign_all whether a truth takes all priors that overlap it equally most, else
   *     the first
   * @param ignore_iof_thr share of an ignored region above which a prior does not count; not
   *     positive for no such rule
   * @param ignore_wrt_candidates whether that is a share of the prior's area, else of the region's
   * @param match_low_quality whether each truth takes its best prior
   * @param gpu_assign_thr number of truths above which upstream leaves the GPU; without effect,
   *     because overlaps are never held for all truths at once
   * @param iou_calculator how overlaps are measured
   * @param perm_repeat_gt_cfg would move equal truths apart at random; only None is supported
   */
  public record Config(
      double pos_iou_thr,
      OneOrMany<Double> neg_iou_thr,
      @Default("0.0") double min_pos_iou,
      @Default("True") boolean gt_max_assign_all,
      @Default("-1") double ignore_iof_thr,
      @Default("True") boolean ignore_wrt_candidates,
      @Default("True") boolean match_low_quality,
      @Default("-1") double gpu_assign_thr,
      @Default("dict(type='BboxOverlaps2D')") Spec<IouCalculator> iou_calculator,
      @Default("None") DictNode perm_repeat_gt_cfg) {
    /** Checks the bounds of background. */
    public Config {
      if (neg_iou_thr.many() && neg_iou_thr.values().size() != 2) {
        throw new IllegalArgumentException(
            "neg_iou_thr: expected a number or a pair, got " + neg_iou_thr.values());
      }
      if (perm_repeat_gt_cfg != null) {
        throw new IllegalArgumentException("perm_repeat_gt_cfg: expected None, got a dict");
      }
    }
  }

  private final Config config;
  private final IouCalculator iouCalculator;
  private final float negativeFrom;
  private final float negativeBelow;

  /** An assigner with the given settings. */
  public MaxIouAssigner(Config config) {
    this.config = config;
    iouCalculator = config.iou_calculator().build();
    List<Double> bounds = config.neg_iou_thr().values();
    negativeFrom = bounds.size() == 1 ? 0 : bounds.get(0).floatValue();
    negativeBelow = bounds.get(bounds.size() - 1).floatValue();
  }

  @Override
  public Assignment assign(Predictions predictions, Instances truths, Tensor ignored) {
    float[] priors = Tensors.toFloats(predictions.priors());
    float[] boxes = Tensors.toFloats(truths.boxes());
    int numPriors = priors.length / 4;
    if (boxes.length == 0 || numPriors == 0) {
      return Assignments.nothing(boxes.length / 4, numPriors);
    }
    boolean[] excluded =
        IgnoredPriors.of(
            priors,
            ignored,
            config.ignore_iof_thr(),
            config.ignore_wrt_candidates(),
            iouCalculator);
    return match(priors, boxes, excluded, Tensors.toInts(truths.labels()));
  }

  private Assignment match(float[] priors, float[] boxes, boolean[] excluded, int[] labels) {
    int n = priors.length / 4;
    Matches matches = new Matches(n);
    PriorBlocks blocks = iouCalculator.isZeroApart() ? PriorBlocks.of(priors, boxes) : null;
    for (int truth = 0; truth < labels.length; truth++) {
      float[] box = Arrays.copyOfRange(boxes, 4 * truth, 4 * truth + 4);
      // The first truth sets what the others must exceed, so it is compared with all priors.
      boolean sparse = truth > 0 && blocks != null;
      if (!sparse || !matches.touching(blocks, box, truth, excluded)) {
        matches.all(box, priors, truth, excluded);
      }
    }
    long[] indices = new long[n];
    for (int i = 0; i < n; i++) {
      int taker = matches.takenBy[i];
      indices[i] = taker == NONE ? byOverlap(matches.best[i], matches.nearest[i]) : taker + 1L;
    }
    return Assignments.of(indices, matches.best, labels);
  }

  /** What the priors have found so far. */
  private final class Matches {
    private final float[] best;
    private final int[] nearest;
    private final int[] takenBy;

    Matches(int numPriors) {
      best = new float[numPriors];
      nearest = new int[numPriors];
      takenBy = new int[numPriors];
      Arrays.fill(best, Float.NEGATIVE_INFINITY);
      Arrays.fill(takenBy, NONE);
    }

    /** Compares a truth with all priors. */
    void all(float[] box, float[] priors, int truth, boolean[] excluded) {
      update(iouCalculator.pairwise(box, priors, Overlaps.Mode.IOU), null, truth, excluded);
    }

    /**
     * Compares a truth with the priors it touches. The others' overlap of 0 changes nothing, unless
     * it is the truth's best.
     *
     * @return whether that was enough
     */
    boolean touching(PriorBlocks blocks, float[] box, int truth, boolean[] excluded) {
      int[] rows = blocks.touching(box);
      float[] overlaps = iouCalculator.pairwise(box, blocks.select(rows), Overlaps.Mode.IOU);
      boolean overlapping = false;
      for (int i = 0; i < rows.length && !overlapping; i++) {
        overlapping = overlaps[i] > 0 && (excluded == null || !excluded[rows[i]]);
      }
      if (overlapping || !config.match_low_quality() || (float) config.min_pos_iou() > 0) {
        update(overlaps, rows, truth, excluded);
        return true;
      }
      return false;
    }

    /** Notes overlaps with the priors at {@code rows}, or with all where that is null. */
    private void update(float[] overlaps, int[] rows, int truth, boolean[] excluded) {
      for (int i = 0; i < overlaps.length; i++) {
        int prior = rows == null ? i : rows[i];
        if (excluded != null && excluded[prior]) {
          overlaps[i] = -1;
        }
        if (overlaps[i] > best[prior]) {
          best[prior] = overlaps[i];
          nearest[prior] = truth;
        }
      }
      if (config.match_low_quality() && overlaps.length > 0) {
        takeBest(overlaps, rows, truth);
      }
    }

    /** Lets a truth take the priors that overlap it most; later truths go over earlier ones. */
    private void takeBest(float[] overlaps, int[] rows, int truth) {
      int first = 0;
      for (int i = 1; i < overlaps.length; i++) {
        if (overlaps[i] > overlaps[first]) {
          first = i;
        }
      }
      float most = overlaps[first];
      if (most < (float) config.min_pos_iou()) {
        return;
      }
      int end = config.gt_max_assign_all() ? overlaps.length : first + 1;
      for (int i = first; i < end; i++) {
        if (i == first || overlaps[i] == most) {
          takenBy[rows == null ? i : rows[i]] = truth;
        }
      }
    }
  }

  private long byOverlap(float overlap, int truth) {
    if (overlap >= (float) config.pos_iou_thr()) {
      return truth + 1L;
    }
    return overlap >= negativeFrom && overlap < negativeBelow ? 0 : -1;
  }
}
