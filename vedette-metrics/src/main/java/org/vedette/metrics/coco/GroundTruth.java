package org.vedette.metrics.coco;

import java.util.Arrays;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;
import org.vedette.base.DataException;
import org.vedette.base.Rle;
import org.vedette.base.coco.CocoAnnotations;
import org.vedette.base.coco.Segmentation;

/**
 * The annotations of a data set as columns: I images, C categories, G annotations.
 *
 * @param source where the annotations come from, for errors
 * @param imageIds (I) distinct ids, in the order of the file
 * @param categoryIds (C) ids, in the order of the file
 * @param categoryNames (C)
 * @param ids (G) annotation ids. pycocotools keeps the id of the matched truth as the sign of a
 *     match, so a truth with id 0 never counts as matched
 * @param images (G) index of the image; -1 when the file does not list it
 * @param categories (G) index of the category; -1 when the file does not list it
 * @param boxes (G*4): x y w h in pixels
 * @param areas (G) the annotated areas, which need not be those of box or mask; NaN where there is
 *     none
 * @param crowd (G) whether the annotation covers a crowd: any number of detections may match it,
 *     and none is counted
 * @param ignore (G) the annotation's own {@code ignore} flag, which only {@code proposal_fast}
 *     reads
 * @param masks (G), or null when only boxes are evaluated
 */
@SuppressWarnings("ArrayRecordComponent")
public record GroundTruth(
    String source,
    long[] imageIds,
    long[] categoryIds,
    String[] categoryNames,
    long[] ids,
    int[] images,
    int[] categories,
    double[] boxes,
    double[] areas,
    boolean[] crowd,
    boolean[] ignore,
    Rle[] masks) {

  /**
   * The annotations of a file.
   *
   * @param withMasks whether masks are to be evaluated
   * @throws DataException when masks are asked for and an annotation has none
   */
  public static GroundTruth of(CocoAnnotations file, boolean withMasks) {
    int size = file.size();
    GroundTruth truth =
        new GroundTruth(
            file.file().toString(),
            longs(file.imageCount(), file::imageId),
            longs(file.categoryCount(), file::categoryId),
            file.categoryNames().toArray(String[]::new),
            longs(size, file::id),
            new int[size],
            new int[size],
            new double[4 * size],
            new double[size],
            new boolean[size],
            new boolean[size],
            withMasks ? new Rle[size] : null);
    for (int i = 0; i < size; i++) {
      truth.images[i] = file.image(i);
      truth.categories[i] = file.category(i);
      truth.areas[i] = file.area(i);
      truth.crowd[i] = file.isCrowd(i);
      truth.ignore[i] = file.isIgnored(i);
      for (int k = 0; k < 4; k++) {
        truth.boxes[4 * i + k] = file.box(i, k);
      }
    }
    if (withMasks) {
      IntStream.range(0, size).parallel().forEach(i -> truth.masks[i] = mask(file, i));
    }
    return truth;
  }

  private static long[] longs(int count, IntToLongFunction value) {
    long[] values = new long[count];
    Arrays.setAll(values, value);
    return values;
  }

  private static Rle mask(CocoAnnotations file, int annotation) {
    Segmentation segmentation = file.segmentation(annotation);
    if (segmentation == null) {
      throw new DataException(
          file.file() + ": annotation " + file.id(annotation) + ": no 'segmentation' to evaluate");
    }
    return rasterize(file, file.image(annotation), segmentation);
  }

  /**
   * The mask of an outline in an image.
   *
   * @throws DataException when the image's record lacks its size
   */
  static Rle rasterize(CocoAnnotations file, int image, Segmentation segmentation) {
    int height = file.height(image);
    int width = file.width(image);
    if (height <= 0 || width <= 0) {
      throw new DataException(
          file.file() + ": image " + file.imageId(image) + ": masks need its 'height' and 'width'");
    }
    return segmentation.toRle(height, width);
  }

  /**
   * Checks that every annotation states its area, by which COCO tells small, medium and large.
   *
   * @throws DataException when one does not
   */
  void requireAreas() {
    for (int i = 0; i < size(); i++) {
      if (Double.isNaN(areas[i])) {
        throw new DataException(source + ": annotation " + ids[i] + ": no 'area'");
      }
    }
  }

  /** How many annotations there are. */
  public int size() {
    return ids.length;
  }

  /** How many images there are. */
  public int imageCount() {
    return imageIds.length;
  }

  /** How many categories there are. */
  public int categoryCount() {
    return categoryIds.length;
  }

  /** The same annotations with other image indices. */
  GroundTruth withImages(int[] indices) {
    return new GroundTruth(
        source,
        imageIds,
        categoryIds,
        categoryNames,
        ids,
        indices,
        categories,
        boxes,
        areas,
        crowd,
        ignore,
        masks);
  }
}
