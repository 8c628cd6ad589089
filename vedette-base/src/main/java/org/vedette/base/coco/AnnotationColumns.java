package org.vedette.base.coco;

import java.util.Arrays;
import org.vedette.base.JsonReader;

/** Collects the records under {@code annotations}, column by column. */
final class AnnotationColumns {
  private static final String BOX = "'bbox' to be [x, y, width, height]";
  private static final int HAS_ID = 1;
  private static final int HAS_IMAGE = 2;
  private static final int HAS_CATEGORY = 4;
  private static final int HAS_BOX = 8;
  private static final String[] REQUIRED = {"id", "image_id", "category_id", "bbox"};

  private long[] ids = new long[1024];
  private long[] imageIds = new long[1024];
  private long[] categoryIds = new long[1024];
  private double[] boxes = new double[4 * 1024];
  private double[] areas = new double[1024];
  private boolean[] crowd = new boolean[1024];
  private boolean[] ignore = new boolean[1024];
  private Segmentation[] segmentations;
  private int size;

  void read(JsonReader json, boolean withSegmentation) {
    grow(withSegmentation);
    areas[size] = Double.NaN;
    int seen = 0;
    for (String key = json.nextKey(); key != null; key = json.nextKey()) {
      seen |= readField(json, key, withSegmentation);
    }
    for (int i = 0; i < REQUIRED.length; i++) {
      if ((seen & (1 << i)) == 0) {
        throw json.error("missing '" + REQUIRED[i] + "'");
      }
    }
    size++;
  }

  private int readField(JsonReader json, String key, boolean withSegmentation) {
    switch (key) {
      case "id" -> {
        ids[size] = json.longValue("'id' to be a whole number");
        return HAS_ID;
      }
      case "image_id" -> {
        imageIds[size] = json.longValue("'image_id' to be a whole number");
        return HAS_IMAGE;
      }
      case "category_id" -> {
        categoryIds[size] = json.longValue("'category_id' to be a whole number");
        return HAS_CATEGORY;
      }
      case "bbox" -> {
        readBox(json);
        return HAS_BOX;
      }
      case "area" -> areas[size] = json.doubleValue("'area' to be a number");
      case "iscrowd" -> crowd[size] = json.flagValue("'iscrowd' to be 0 or 1");
      case "ignore" -> ignore[size] = json.flagValue("'ignore' to be 0 or 1");
      case "segmentation" -> {
        if (withSegmentation) {
          segmentations[size] = Segmentation.read(json);
        } else {
          json.skip();
        }
      }
      default -> json.skip();
    }
    return 0;
  }

  private void readBox(JsonReader json) {
    json.array(BOX);
    int count = 0;
    while (json.next()) {
      double value = json.doubleValue(BOX);
      if (count == 4 || !Double.isFinite(value)) {
        throw json.error("expected " + BOX + ", got " + (count == 4 ? "more numbers" : value));
      }
      boxes[4 * size + count++] = value;
    }
    if (count < 4) {
      throw json.error("expected " + BOX + ", got " + count + " numbers");
    }
  }

  private void grow(boolean withSegmentation) {
    if (withSegmentation && segmentations == null) {
      segmentations = new Segmentation[ids.length];
    }
    if (size < ids.length) {
      return;
    }
    int capacity = 2 * size;
    ids = Arrays.copyOf(ids, capacity);
    imageIds = Arrays.copyOf(imageIds, capacity);
    categoryIds = Arrays.copyOf(categoryIds, capacity);
    boxes = Arrays.copyOf(boxes, 4 * capacity);
    areas = Arrays.copyOf(areas, capacity);
    crowd = Arrays.copyOf(crowd, capacity);
    ignore = Arrays.copyOf(ignore, capacity);
    segmentations = segmentations == null ? null : Arrays.copyOf(segmentations, capacity);
  }

  /** Turns ids of images and categories into positions. The result is in the file's order. */
  CocoAnnotations.Objects resolve(JsonReader json, LongIndex images, LongIndex categories) {
    int[] image = new int[size];
    int[] category = new int[size];
    for (int i = 0; i < size; i++) {
      image[i] = images.find(imageIds[i]);
      category[i] = categories.find(categoryIds[i]);
      if (image[i] < 0 || category[i] < 0) {
        json.at("annotations[" + i + "] (id " + ids[i] + ")");
        throw json.error(
            image[i] < 0
                ? "image_id " + imageIds[i] + " is not among 'images'"
                : "category_id " + categoryIds[i] + " is not among 'categories'");
      }
    }
    return new CocoAnnotations.Objects(
        new int[0],
        Arrays.copyOf(ids, size),
        image,
        category,
        boxes,
        areas,
        crowd,
        ignore,
        segmentations);
  }

  /** A stable counting sort by image. */
  CocoAnnotations.Objects groupByImage(CocoAnnotations.Objects raw, int imageCount) {
    int[] starts = new int[imageCount + 1];
    for (int image : raw.images()) {
      starts[image + 1]++;
    }
    for (int i = 0; i < imageCount; i++) {
      starts[i + 1] += starts[i];
    }
    int[] free = starts.clone();
    CocoAnnotations.Objects sorted =
        new CocoAnnotations.Objects(
            starts,
            new long[size],
            new int[size],
            new int[size],
            new double[4 * size],
            new double[size],
            new boolean[size],
            new boolean[size],
            raw.segmentations() == null ? null : new Segmentation[size]);
    for (int i = 0; i < size; i++) {
      move(raw, i, sorted, free[raw.images()[i]]++);
    }
    return sorted;
  }

  private static void move(CocoAnnotations.Objects from, int i, CocoAnnotations.Objects to, int j) {
    to.ids()[j] = from.ids()[i];
    to.images()[j] = from.images()[i];
    to.categories()[j] = from.categories()[i];
    System.arraycopy(from.boxes(), 4 * i, to.boxes(), 4 * j, 4);
    to.areas()[j] = from.areas()[i];
    to.crowd()[j] = from.crowd()[i];
    to.ignore()[j] = from.ignore()[i];
    if (from.segmentations() != null) {
      to.segmentations()[j] = from.segmentations()[i];
    }
  }
}
