package org.vedette.data;

import org.vedette.base.ImageInput;
import org.vedette.base.coco.Segmentation;

/**
 * What a dataset knows of one image before anything is loaded. The arrays are the record's own.
 *
 * @param imageId the id in the annotation file; -1 when there is none
 * @param path the image's file
 * @param segMapPath the file of the semantic map; null when there is none
 * @param height rows as the annotation file states them
 * @param width columns as the annotation file states them
 * @param boxes (G*4): x1 y1 x2 y2 in pixels
 * @param labels (G): index into the dataset's classes
 * @param ignored (G): crowds and the like
 * @param segmentations (G): outlines; null where an object has none
 * @param proposals regions that a first stage proposed, best first; null as a rule
 */
@SuppressWarnings("ArrayRecordComponent")
public record ImageRecord(
    long imageId,
    String path,
    String segMapPath,
    int height,
    int width,
    float[] boxes,
    int[] labels,
    boolean[] ignored,
    Segmentation[] segmentations,
    ImageInput.Proposals proposals) {
  /** A record without proposals. */
  public ImageRecord(
      long imageId,
      String path,
      String segMapPath,
      int height,
      int width,
      float[] boxes,
      int[] labels,
      boolean[] ignored,
      Segmentation[] segmentations) {
    this(imageId, path, segMapPath, height, width, boxes, labels, ignored, segmentations, null);
  }

  /** The same image with proposals. */
  public ImageRecord withProposals(ImageInput.Proposals others) {
    return new ImageRecord(
        imageId, path, segMapPath, height, width, boxes, labels, ignored, segmentations, others);
  }

  /** How many objects are annotated. */
  public int size() {
    return labels.length;
  }

  /** An image file without annotations. */
  public static ImageRecord ofFile(String path) {
    return new ImageRecord(
        -1, path, null, -1, -1, new float[0], new int[0], new boolean[0], new Segmentation[0]);
  }

  /** Names the image in errors. */
  @Override
  public String toString() {
    return path + (imageId < 0 ? "" : " (image id " + imageId + ")");
  }
}
