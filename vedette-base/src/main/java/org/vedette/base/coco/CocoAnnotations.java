package org.vedette.base.coco;

import java.nio.file.Path;
import java.util.List;

/**
 * A COCO annotation file (images, categories, object instances), as primitive arrays. Images and
 * categories keep the file's order; annotations are grouped by image, in the file's order within
 * each, and are numbered from 0 through all images.
 */
public final class CocoAnnotations {
  private final Path file;
  private final Images images;
  private final Categories categories;
  private final Objects objects;
  private final int recorded;
  private final LongIndex imageIndex;
  private final LongIndex categoryIndex;

  CocoAnnotations(
      Path file,
      Images images,
      Categories categories,
      Objects objects,
      int recorded,
      LongIndex imageIndex,
      LongIndex categoryIndex) {
    this.file = file;
    this.images = images;
    this.categories = categories;
    this.objects = objects;
    this.recorded = recorded;
    this.imageIndex = imageIndex;
    this.categoryIndex = categoryIndex;
  }

  /**
   * Columns of the images: height and width are -1, name and URL null where the file has none; all
   * URLs are null when they were not asked for.
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Images(long[] ids, String[] names, String[] urls, int[] heights, int[] widths) {}

  /** Columns of the categories. */
  @SuppressWarnings("ArrayRecordComponent")
  record Categories(long[] ids, List<String> names) {}

  /** Columns of the annotations, grouped by image: image i's are starts[i] to starts[i+1]. */
  @SuppressWarnings("ArrayRecordComponent")
  record Objects(
      int[] starts,
      long[] ids,
      int[] images,
      int[] categories,
      double[] boxes,
      double[] areas,
      boolean[] crowd,
      boolean[] ignore,
      Segmentation[] segmentations) {}

  /**
   * Reads a file with its segmentations.
   *
   * @throws org.vedette.base.DataException naming the file and the record when the file is missing,
   *     truncated, not of this format, or contradicts itself
   */
  public static CocoAnnotations read(Path file) {
    return new CocoReader(true, false).read(file);
  }

  /** Reads a file without segmentations, which is faster and takes a fraction of the memory. */
  public static CocoAnnotations readBoxes(Path file) {
    return new CocoReader(false, false).read(file);
  }

  /** The same with {@code coco_url} of each image, and with segmentations or without. */
  public static CocoAnnotations readWithUrls(Path file, boolean segmentations) {
    return new CocoReader(segmentations, true).read(file);
  }

  /** The file this was read from. */
  public Path file() {
    return file;
  }

  /** How many images there are. */
  public int imageCount() {
    return images.ids.length;
  }

  /** The id of an image. */
  public long imageId(int image) {
    return images.ids[image];
  }

  /** The file name of an image; null when the record has none. */
  public String fileName(int image) {
    return images.names[image];
  }

  /** Where an image was taken from; null when the record has none, or it was not asked for. */
  public String url(int image) {
    return images.urls == null ? null : images.urls[image];
  }

  /** The rows of an image; -1 when the record does not say. */
  public int height(int image) {
    return images.heights[image];
  }

  /** The columns of an image; -1 when the record does not say. */
  public int width(int image) {
    return images.widths[image];
  }

  /** The position of the image with an id, or -1. */
  public int findImage(long id) {
    return imageIndex.find(id);
  }

  /** How many categories there are. */
  public int categoryCount() {
    return categories.ids.length;
  }

  /** The id of a category. */
  public long categoryId(int category) {
    return categories.ids[category];
  }

  /** The names of the categories, in the file's order. */
  public List<String> categoryNames() {
    return categories.names;
  }

  /** The position of the category with an id, or -1. */
  public int findCategory(long id) {
    return categoryIndex.find(id);
  }

  /** How many annotations there are. */
  public int size() {
    return objects.ids.length;
  }

  /** How many annotations were left out because the file does not list their image. */
  public int strayImages() {
    return recorded - objects.ids.length;
  }

  /** How many annotations are of a category that the file does not list. */
  public int strayCategories() {
    int count = 0;
    for (int category : objects.categories) {
      count += category < 0 ? 1 : 0;
    }
    return count;
  }

  /** The first annotation of an image. */
  public int start(int image) {
    return objects.starts[image];
  }

  /** One past the last annotation of an image. */
  public int end(int image) {
    return objects.starts[image + 1];
  }

  /** The id of an annotation. */
  public long id(int annotation) {
    return objects.ids[annotation];
  }

  /** The position of an annotation's image. */
  public int image(int annotation) {
    return objects.images[annotation];
  }

  /**
   * The position of an annotation's category; -1 when the file does not list it. pycocotools finds
   * such an annotation only where categories do not count.
   */
  public int category(int annotation) {
    return objects.categories[annotation];
  }

  /** Number {@code k} of an annotation's box x y w h, in pixels. */
  public double box(int annotation, int k) {
    return objects.boxes[4 * annotation + k];
  }

  /** The area of an annotation as the file states it, in pixels; NaN when it does not. */
  public double area(int annotation) {
    return objects.areas[annotation];
  }

  /** Whether an annotation covers a crowd ({@code iscrowd}). */
  public boolean isCrowd(int annotation) {
    return objects.crowd[annotation];
  }

  /** Whether an annotation is not to be used at all ({@code ignore}). */
  public boolean isIgnored(int annotation) {
    return objects.ignore[annotation];
  }

  /** The outline of an annotation; null when it has none, or was read without. */
  public Segmentation segmentation(int annotation) {
    return objects.segmentations == null ? null : objects.segmentations[annotation];
  }
}
