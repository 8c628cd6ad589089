package org.vedette.metrics;

import java.util.List;
import org.vedette.base.Detections;
import org.vedette.config.component.ComponentKind;

/**
 * Judges the detections of a data set. Call {@link #start} once, {@link #add} for each image in the
 * data set's order, {@link #report} at the end. Not thread-safe.
 */
@ComponentKind("metric")
public interface Metric {
  /** Starts anew, for detectors whose labels index {@code classNames}. */
  void start(List<String> classNames);

  /** Whether {@link #add} needs the truth of each image. */
  boolean needsTruth();

  /**
   * Takes one image.
   *
   * @param imageId the image's id in the annotation file
   * @param detections boxes, and masks, in pixels of the original image
   * @param truth what is in the image; may be null where {@link #needsTruth} says so
   * @throws org.vedette.base.DataException when the image is unknown, or was added before
   */
  void add(long imageId, Detections detections, ImageTruth truth);

  /**
   * Takes one image of which the file is known, as an evaluation does; metrics that name files
   * override this.
   *
   * @param path the image's file as the data set names it
   */
  default void add(long imageId, String path, Detections detections, ImageTruth truth) {
    add(imageId, detections, truth);
  }

  /** The figures of all images that were added. */
  MetricReport report();
}
