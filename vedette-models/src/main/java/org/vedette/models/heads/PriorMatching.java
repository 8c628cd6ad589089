package org.vedette.models.heads;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.vedette.base.ImageMeta;
import org.vedette.base.VedetteException;
import org.vedette.core.Batch;
import org.vedette.core.Instances;
import org.vedette.core.StepContext;
import org.vedette.core.task.Assigner;
import org.vedette.core.task.Assignment;
import org.vedette.core.task.BoxSampler;
import org.vedette.core.task.Predictions;
import org.vedette.core.task.PriorGenerator;
import org.vedette.core.task.Sampling;
import org.vedette.core.task.SamplingContext;
import org.vedette.tensor.Ops;
import org.vedette.tensor.Tensors;

/**
 * Matches the priors of a batch with its truths: which lie on the image, which the assigner gives
 * to a truth, which of those the sampler lets count.
 */
final class PriorMatching {
  private final Assigner assigner;
  private final BoxSampler sampler;
  private final double allowedBorder;
  private final PriorGenerator generator;

  PriorMatching(MatchingConfig config, PriorGenerator generator) {
    assigner = config.assigner().build();
    sampler = config.sampler() == null ? null : config.sampler().build();
    allowedBorder = config.allowed_border();
    this.generator = generator;
  }

  /**
   * How each image's priors are matched.
   *
   * @param boxes (N, P, 4): the boxes predicted, for assigners that read them; or null
   * @param scores (N, P, K): the scores predicted, for assigners that read them; or null
   * @param user the head's name, which tells its random choices from others'
   */
  List<MatchedPriors> match(
      PriorGrid grid, Tensor boxes, Tensor scores, Batch batch, StepContext step, String user) {
    List<MatchedPriors> images = new ArrayList<>();
    for (int i = 0; i < batch.truths().size(); i++) {
      Predictions all =
          new Predictions(
              grid.tensor(),
              boxes == null ? null : boxes.select(0, i),
              scores == null ? null : scores.select(0, i),
              grid.levelSizes());
      int[] counting = counting(grid, batch.metas().get(i));
      boolean allCount = counting.length == grid.coordinates().length / 4;
      Predictions own = allCount ? all : select(all, counting);
      Instances truths = batch.truths().get(i);
      Tensor ignored = batch.ignored() == null ? null : batch.ignored().get(i);
      Assignment assignment = assigner.assign(own, truths, ignored);
      SamplingContext context = SamplingContext.of(step, user, i);
      images.add(
          sampler == null
              ? everything(assignment, truths, counting, grid)
              : sampled(
                  sampler.sample(assignment, own.priors(), truths, context),
                  assignment,
                  truths,
                  counting,
                  grid));
    }
    return images;
  }

  private static Predictions select(Predictions all, int[] counting) {
    Tensor rows = Ops.toDeviceOf(Tensors.ofIndices(counting, counting.length), all.priors());
    List<Integer> levelSizes = new ArrayList<>();
    int at = 0;
    int end = 0;
    for (int size : all.levelSizes()) {
      end += size;
      int before = at;
      while (at < counting.length && counting[at] < end) {
        at++;
      }
      levelSizes.add(at - before);
    }
    return new Predictions(
        Ops.rows(all.priors(), rows),
        all.boxes() == null ? null : Ops.rows(all.boxes(), rows),
        all.scores() == null ? null : Ops.rows(all.scores(), rows),
        levelSizes);
  }

  private static MatchedPriors everything(
      Assignment assignment, Instances truths, int[] counting, PriorGrid grid) {
    MatchedPriors matched = MatchedPriors.none(grid.coordinates().length / 4, truths);
    long[] indices = Tensors.toLongs(assignment.truthIndices());
    float[] overlaps = Tensors.toFloats(assignment.overlaps());
    int positives = 0;
    for (int i = 0; i < counting.length; i++) {
      if (indices[i] >= 0) {
        matched.truths()[counting[i]] = (int) indices[i] - 1;
        matched.quality()[counting[i]] = overlaps[i];
        positives += indices[i] > 0 ? 1 : 0;
      }
    }
    return matched.withAverageFactor(Math.max(positives, 1));
  }

  private static MatchedPriors sampled(
      Sampling sampling, Assignment assignment, Instances truths, int[] counting, PriorGrid grid) {
    if (sampling.added() > 0) {
      throw new VedetteException(
          "train_cfg: sampler: add_gt_as_proposals must be False where priors are fixed");
    }
    MatchedPriors matched = MatchedPriors.none(grid.coordinates().length / 4, truths);
    float[] overlaps = Tensors.toFloats(assignment.overlaps());
    for (int i = 0; i < sampling.numPositives(); i++) {
      int chosen = sampling.positives()[i];
      matched.truths()[counting[chosen]] = sampling.truths()[i];
      matched.quality()[counting[chosen]] = overlaps[chosen];
    }
    for (int chosen : sampling.negatives()) {
      matched.truths()[counting[chosen]] = MatchedPriors.BACKGROUND;
      matched.quality()[counting[chosen]] = overlaps[chosen];
    }
    return matched.withAverageFactor(sampling.averageFactor());
  }

  /** The priors that lie on the image rather than on the batch's padding. */
  private int[] counting(PriorGrid grid, ImageMeta meta) {
    int[] counting = new int[grid.coordinates().length / 4];
    int count = 0;
    int prior = 0;
    for (int level = 0; level < grid.mapSizes().size(); level++) {
      int[] size = grid.mapSizes().get(level);
      boolean[] valid = generator.valid(level, size[0], size[1], meta.padHeight(), meta.padWidth());
      for (boolean flag : valid) {
        if (flag && insideBorder(grid.coordinates(), 4 * prior, meta)) {
          counting[count++] = prior;
        }
        prior++;
      }
    }
    if (count == 0) {
      throw new VedetteException(
          "no prior lies inside the image of "
              + meta.imgWidth()
              + "x"
              + meta.imgHeight()
              + " pixels; hint: set allowed_border of train_cfg to -1");
    }
    return Arrays.copyOf(counting, count);
  }

  /** As for anchors x1 y1 x2 y2: upstream reads a point's strides as its lower right corner. */
  private boolean insideBorder(float[] coordinates, int at, ImageMeta meta) {
    return allowedBorder < 0
        || (coordinates[at] >= -allowedBorder
            && coordinates[at + 1] >= -allowedBorder
            && coordinates[at + 2] < meta.imgWidth() + allowedBorder
            && coordinates[at + 3] < meta.imgHeight() + allowedBorder);
  }
}
