package org.vedette.metrics.coco;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.vedette.metrics.ImageTruth;
import org.vedette.metrics.analysis.JudgedImage;

/**
 * COCO's figures of one class.
 *
 * @param name the class
 * @param truths objects that are not ignored
 * @param ap mean precision over IoU 0.50 to 0.95; NaN without objects, as all that follow
 * @param ap50 at IoU 0.50
 * @param ap75 at IoU 0.75
 * @param apSmall of objects whose boxes are below 32 x 32 pixels
 * @param apMedium of objects between
 * @param apLarge of objects from 96 x 96 pixels on
 * @param ar mean recall of 100 detections an image
 */
public record ClassFigures(
    String name,
    int truths,
    double ap,
    double ap50,
    double ap75,
    double apSmall,
    double apMedium,
    double apLarge,
    double ar) {
  private static final int LIMIT = 100;

  /** The figures of boxes of each class, by label. */
  public static List<ClassFigures> of(List<String> classes, List<JudgedImage> images) {
    TruthColumns truths = new TruthColumns(false);
    DetectionColumns detections = new DetectionColumns();
    int[] counts = new int[classes.size()];
    for (int i = 0; i < images.size(); i++) {
      ImageTruth truth = images.get(i).truth();
      detections.add(truths.add(i, truth), images.get(i).found());
      for (int g = 0; g < truth.labels().length; g++) {
        counts[truth.labels()[g]] += truth.ignored()[g] ? 0 : 1;
      }
    }
    int[] labels = new int[classes.size()];
    Arrays.setAll(labels, i -> i);
    CocoEvaluation evaluation =
        CocoEvaluator.evaluate(
            truths.toGroundTruth(classes),
            detections.toResults(labels, IouType.BBOX),
            EvalParams.coco(IouType.BBOX, classes.size()).withMaxDets(LIMIT));
    List<ClassFigures> figures = new ArrayList<>();
    for (int k = 0; k < classes.size(); k++) {
      figures.add(row(classes.get(k), counts[k], evaluation, k));
    }
    return figures;
  }

  private static ClassFigures row(String name, int truths, CocoEvaluation evaluation, int k) {
    double all = CocoEvaluation.ALL_THRESHOLDS;
    double[] values = {
      evaluation.categoryPrecision(k, all, 0, LIMIT),
      evaluation.categoryPrecision(k, 0.5, 0, LIMIT),
      evaluation.categoryPrecision(k, 0.75, 0, LIMIT),
      evaluation.categoryPrecision(k, all, 1, LIMIT),
      evaluation.categoryPrecision(k, all, 2, LIMIT),
      evaluation.categoryPrecision(k, all, 3, LIMIT),
      evaluation.categoryRecall(k, 0, LIMIT)
    };
    for (int i = 0; i < values.length; i++) {
      values[i] = values[i] < 0 ? Double.NaN : values[i];
    }
    return new ClassFigures(
        name, truths, values[0], values[1], values[2], values[3], values[4], values[5], values[6]);
  }
}
