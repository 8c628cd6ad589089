package org.vedette.core.roi;

import java.util.List;
import org.vedette.base.Detections;
import org.vedette.base.ImageMeta;
import org.vedette.core.HasNumClasses;
import org.vedette.core.Losses;
import org.vedette.core.task.Sampling;

/** What the raw predictions of a {@link BboxHead} mean: targets, losses, boxes, detections. */
public interface BoxTask extends HasNumClasses {
  /**
   * The losses of sampled regions.
   *
   * @param predicted for all regions
   * @param rois the sampled boxes of each image, positives first
   * @param samplings of each image
   * @param positiveWeight what positives weigh in classification; 1 when not positive
   */
  Losses loss(
      BboxPredictions predicted, Rois rois, List<Sampling> samplings, double positiveWeight);

  /**
   * The classification loss of each region, unweighted.
   *
   * @param labels (R): the class that each should get; -1 for background
   */
  float[] hardness(BboxPredictions predicted, long[] labels);

  /**
   * The boxes that the regions of an image are refined to, by the codes of one class each, (R*4).
   *
   * @param predicted for the regions of this image
   * @param boxes (R*4): the regions
   * @param labels (R): the class by whose codes each is refined, -1 for the best scored; null for
   *     the best scored of all
   */
  float[] refine(BboxPredictions predicted, float[] boxes, int[] labels, ImageMeta meta);

  /**
   * The detections of an image, in falling order of score.
   *
   * @param predicted for the regions of this image
   * @param boxes (R*4): the regions
   * @param toOriginal whether boxes are wanted in pixels of the original image, not of the model's
   *     input
   */
  Detections detect(
      BboxPredictions predicted,
      float[] boxes,
      ImageMeta meta,
      RcnnTestConfig config,
      boolean toOriginal);
}
