package org.vedette.api.train.report;

import java.util.List;
import java.util.Map;
import org.vedette.metrics.analysis.ScoreCurve;
import org.vedette.metrics.coco.ClassFigures;

/**
 * All that the page of a run shows, as plain data.
 *
 * @param head what the run is and how far
 * @param environment facts of the machine and the libraries, by name
 * @param config the resolved config as text
 * @param scalars a value a step, by name without mode: {@code loss}, {@code lr}
 * @param evaluations the figures over the run
 * @param analysis of the last evaluation; null before it
 * @param data objects of each class, by data: {@code training}, {@code validation}
 * @param classNames the classes, by label
 * @param trainPictures batches as the model sees them
 * @param valPictures truth beside detections
 * @param checkpoints the files of weights
 */
public record RunReport(
    Head head,
    Map<String, String> environment,
    String config,
    Map<String, double[]> scalars,
    List<Evaluation> evaluations,
    Analysis analysis,
    Map<String, int[]> data,
    List<String> classNames,
    List<Picture> trainPictures,
    List<Picture> valPictures,
    List<CheckpointFile> checkpoints) {

  /** Whether a run goes on. */
  public enum Status {
    /** It goes on, or was killed. */
    RUNNING,
    /** It came to its end. */
    FINISHED,
    /** A hook ended it early. */
    STOPPED,
    /** An error ended it. */
    FAILED
  }

  /**
   * What a run is and how far.
   *
   * @param name the experiment
   * @param status whether it goes on
   * @param note why it ended early; else empty
   * @param started when, to show
   * @param updated when this was written, to show
   * @param byEpoch whether the run counts epochs
   * @param done epochs or steps that are done
   * @param total epochs or steps of the run
   * @param etaSeconds how long it will still take; negative when not known
   */
  public record Head(
      String name,
      Status status,
      String note,
      String started,
      String updated,
      boolean byEpoch,
      long done,
      long total,
      double etaSeconds) {
    /** What the run counts. */
    String unit() {
      return byEpoch ? "epoch" : "iteration";
    }
  }

  /**
   * The figures of an evaluation.
   *
   * @param at after which epoch or step
   * @param figures by name, such as {@code coco/bbox_mAP}; NaN or negative where there is none
   */
  public record Evaluation(long at, Map<String, Double> figures) {}

  /**
   * What an evaluation found, in detail.
   *
   * @param classes a row a class
   * @param curves a curve a class, at {@code iou}
   * @param confusion (K+1, K+1) counts; rows truth, columns found, background last
   * @param shares the same as shares of rows
   * @param iou the IoU of curves and confusion
   * @param minScore the least score of the confusion
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record Analysis(
      List<ClassFigures> classes,
      List<ScoreCurve> curves,
      long[][] confusion,
      double[][] shares,
      double iou,
      double minScore) {}

  /**
   * A picture.
   *
   * @param caption what it shows
   * @param jpeg the content of a JPEG file
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record Picture(String caption, byte[] jpeg) {}

  /**
   * A file of weights.
   *
   * @param name the file
   * @param bytes its size
   * @param modified when it was written, to show
   * @param mark {@code best}, {@code last} or empty
   */
  public record CheckpointFile(String name, long bytes, String modified, String mark) {}
}
