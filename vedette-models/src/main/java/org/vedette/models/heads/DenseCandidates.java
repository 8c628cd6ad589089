package org.vedette.models.heads;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.vedette.base.Detections;
import org.vedette.base.ImageMeta;
import org.vedette.core.box.Kept;
import org.vedette.core.box.Nms;
import org.vedette.tensor.Ops;
import org.vedette.tensor.Tensors;

/**
 * What an image's priors found before suppression: the way from raw predictions to detections that
 * dense heads share.
 *
 * @param priors (n): positions among the priors of all levels
 * @param boxes (n*4): x1 y1 x2 y2 in pixels of the model's input
 * @param scores (n)
 * @param labels (n)
 */
@SuppressWarnings("ArrayRecordComponent")
record DenseCandidates(int[] priors, float[] boxes, float[] scores, int[] labels) {

  /**
   * Predictions of a batch, level by level, finest first.
   *
   * @param scores (N, P_l, K) probabilities
   * @param codes (N, P_l, D) as the decoder reads them
   * @param factors (N, P_l): what scores are multiplied by once the best are chosen, such as
   *     centerness; or null
   * @param priors (P_l, ...) as the decoder reads them
   */
  record Levels(
      List<Tensor> scores, List<Tensor> codes, List<Tensor> factors, List<Tensor> priors) {
    /** The candidates of one image. */
    DenseCandidates of(int image, CellChooser chooser, BoxDecoder decoder, ImageMeta meta) {
      List<ScoredCells> cells = new ArrayList<>();
      List<Tensor> boxes = new ArrayList<>();
      for (int level = 0; level < scores.size(); level++) {
        Tensor own = scores.get(level).select(0, image);
        ScoredCells found = chooser.choose(level, Tensors.toFloats(own), (int) own.size(1));
        Tensor rows = Ops.toDeviceOf(Tensors.ofIndices(found.priors(), found.size()), own);
        Tensor chosen = Ops.rows(codes.get(level).select(0, image).detach(), rows);
        boxes.add(decoder.decode(level, Ops.rows(priors.get(level), rows), chosen, meta));
        cells.add(
            factors == null
                ? found
                : found.times(Tensors.toFloats(factors.get(level).select(0, image))));
      }
      return joined(cells, Tensors.toFloats(Ops.cat(boxes, 0)));
    }

    private DenseCandidates joined(List<ScoredCells> cells, float[] boxes) {
      int count = boxes.length / 4;
      int[] priorsOfAll = new int[count];
      int[] labels = new int[count];
      float[] scoresOfAll = new float[count];
      int at = 0;
      int offset = 0;
      for (int level = 0; level < cells.size(); level++) {
        ScoredCells found = cells.get(level);
        for (int i = 0; i < found.size(); i++) {
          priorsOfAll[at + i] = offset + found.priors()[i];
        }
        System.arraycopy(found.labels(), 0, labels, at, found.size());
        System.arraycopy(found.scores(), 0, scoresOfAll, at, found.size());
        at += found.size();
        offset += (int) priors.get(level).size(0);
      }
      return new DenseCandidates(priorsOfAll, boxes, scoresOfAll, labels);
    }
  }

  /**
   * Detections and where they come from.
   *
   * @param detections boxes in pixels of the original image
   * @param priors (k): positions among the priors of all levels
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Detected(Detections detections, int[] priors) {}

  /**
   * Scales the boxes to the original image, drops small ones, suppresses overlapping ones and keeps
   * the best.
   */
  Detected detect(DenseTestConfig config, ImageMeta meta) {
    return new DenseCandidates(priors, scaled(boxes, meta), scores, labels).detect(config);
  }

  /** Drops small boxes, suppresses overlapping ones and keeps the best, as large as they are. */
  Detected detect(DenseTestConfig config) {
    int[] large = notSmall(boxes, config.min_bbox_size());
    Detections own = PostProcessing.select(boxes, scores, labels, large);
    Kept kept =
        Nms.batched(own.boxes(), own.scores(), own.labels(), config.nms())
            .first(config.max_per_img());
    int[] rows = kept.indices();
    Detections detections =
        new Detections(kept.boxes(own.boxes()), kept.scores(), select(own.labels(), rows), null);
    return new Detected(detections, select(select(priors, large), rows));
  }

  private static float[] scaled(float[] boxes, ImageMeta meta) {
    float x = (float) (1 / meta.scaleX());
    float y = (float) (1 / meta.scaleY());
    float[] scaled = new float[boxes.length];
    for (int i = 0; i < boxes.length; i++) {
      scaled[i] = boxes[i] * (i % 2 == 0 ? x : y);
    }
    return scaled;
  }

  /** The boxes that are wider and higher than {@code size}. */
  private static int[] notSmall(float[] boxes, double size) {
    int[] rows = new int[boxes.length / 4];
    int count = 0;
    for (int i = 0; i < rows.length; i++) {
      float width = boxes[4 * i + 2] - boxes[4 * i];
      float height = boxes[4 * i + 3] - boxes[4 * i + 1];
      if (size < 0 || (width > size && height > size)) {
        rows[count++] = i;
      }
    }
    return Arrays.copyOf(rows, count);
  }

  private static int[] select(int[] values, int[] rows) {
    int[] chosen = new int[rows.length];
    for (int i = 0; i < rows.length; i++) {
      chosen[i] = values[rows[i]];
    }
    return chosen;
  }
}
