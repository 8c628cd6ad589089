package org.vedette.models.heads;

import org.vedette.base.Detections;
import org.vedette.base.ImageMeta;
import org.vedette.core.box.Kept;
import org.vedette.core.box.Nms;
import org.vedette.core.box.NmsConfig;

/** The last steps of dense heads, from candidates to detections, over plain arrays. */
public final class PostProcessing {
  private PostProcessing() {}

  /** The candidates at some rows of tables of boxes (n*4), scores (n) and labels (n). */
  public static Detections select(float[] boxes, float[] scores, int[] labels, int[] rows) {
    float[] ownBoxes = new float[rows.length * 4];
    float[] ownScores = new float[rows.length];
    int[] ownLabels = new int[rows.length];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(boxes, 4 * rows[i], ownBoxes, 4 * i, 4);
      ownScores[i] = scores[rows[i]];
      ownLabels[i] = labels[rows[i]];
    }
    return new Detections(ownBoxes, ownScores, ownLabels, null);
  }

  /** Boxes of the model's input as boxes of the original image. */
  public static Detections toOriginal(Detections candidates, ImageMeta meta) {
    float scaleX = (float) meta.scaleX();
    float scaleY = (float) meta.scaleY();
    float[] boxes = candidates.boxes();
    float[] scaled = new float[boxes.length];
    for (int i = 0; i < boxes.length; i += 2) {
      scaled[i] = boxes[i] / scaleX;
      scaled[i + 1] = boxes[i + 1] / scaleY;
    }
    return new Detections(scaled, candidates.scores(), candidates.labels(), candidates.masks());
  }

  /** What is left after suppression within each class, in falling order of score. */
  public static Detections suppress(Detections candidates, NmsConfig nms) {
    Kept kept = Nms.batched(candidates.boxes(), candidates.scores(), candidates.labels(), nms);
    int[] labels = new int[kept.size()];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = candidates.labels()[kept.indices()[i]];
    }
    return new Detections(kept.boxes(candidates.boxes()), kept.scores(), labels, null);
  }
}
