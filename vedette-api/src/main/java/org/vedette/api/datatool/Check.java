package org.vedette.api.datatool;

import java.util.Locale;

/** What {@link DataCheck} looks for, the worst first. */
public enum Check {
  ANNOTATIONS(Severity.ERROR, "the annotations cannot be read"),
  NO_IMAGES(Severity.ERROR, "there are no images"),
  CLASS_MISSING(Severity.ERROR, "classes that the annotation file does not have"),
  IMAGE_FIELD(Severity.ERROR, "images whose record lacks something or holds something else"),
  IMAGE_ID(Severity.ERROR, "images with an id that was used before"),
  CATEGORY_FIELD(Severity.ERROR, "categories whose record lacks something"),
  CATEGORY_ID(Severity.ERROR, "categories with an id that was used before"),
  CATEGORY_NAME(Severity.ERROR, "categories with a name that was used before"),
  OBJECT_FIELD(Severity.ERROR, "annotations that lack something or hold something else"),
  OBJECT_ID(Severity.ERROR, "annotations with an id that was used before"),
  OBJECT_CATEGORY(Severity.ERROR, "annotations of a category that the file does not list"),
  FILE_MISSING(Severity.ERROR, "image files that are missing"),
  FILE_UNREADABLE(Severity.ERROR, "image files that cannot be read"),
  FILE_SIZE(Severity.ERROR, "image files of another size than annotated"),
  BOX_DEGENERATE(Severity.ERROR, "boxes without width or height"),
  BOX_OUTSIDE(Severity.ERROR, "boxes wholly outside their image"),
  SEGMENTATION(Severity.ERROR, "segmentations that are no outline"),
  LEAK(Severity.WARNING, "pictures that are also trained on"),
  CLASS_ORDER(
      Severity.WARNING,
      "classes in another order than the annotation file's, whose order the labels follow"),
  CATEGORY_UNUSED(Severity.WARNING, "categories that are no classes: their objects are left out"),
  CLASS_EMPTY(Severity.WARNING, "classes without any object"),
  OBJECT_IMAGE(Severity.WARNING, "annotations of images that the file does not list"),
  OBJECT_ID_ZERO(Severity.WARNING, "annotations with the id 0, which evaluators take for none"),
  OBJECT_TWICE(Severity.WARNING, "annotations with the image, category and box of another one"),
  FILE_TWICE(Severity.WARNING, "images whose file is listed before"),
  FILE_COPY(Severity.WARNING, "image files with the content of another one"),
  BOX_PARTLY_OUTSIDE(Severity.WARNING, "boxes that reach out of their image by over a pixel"),
  BOX_TINY(Severity.WARNING, "boxes of less than a pixel: they are left out"),
  AREA(Severity.WARNING, "areas that are not above 0 (left out) or above the box's"),
  IMAGE_EMPTY(Severity.NOTE, "images without any object");

  /** How bad it is. */
  public enum Severity {
    /** Training or evaluating fails, or does something that cannot be meant. */
    ERROR,
    /** Data are left out, or figures may be wrong. */
    WARNING,
    /** Good to know. */
    NOTE;

    /** As it is printed. */
    public String key() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final Severity severity;
  private final String text;

  Check(Severity severity, String text) {
    this.severity = severity;
    this.text = text;
  }

  /** How bad it is. */
  public Severity severity() {
    return severity;
  }

  /** Whether it is found any number of times in a dataset. */
  boolean isCounted() {
    return this != ANNOTATIONS && this != NO_IMAGES;
  }

  /** What was found. */
  public String text() {
    return text;
  }

  /** The name for programs, such as {@code box-outside}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
