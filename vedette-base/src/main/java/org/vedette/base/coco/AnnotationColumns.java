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

  /**
   * Turns ids into positions and groups the annotations by image: a stable counting sort. Those of
   * images that the file does not list are left out, as pycocotools never finds them.
   */
  CocoAnnotations.Objects group(LongIndex images, LongIndex categories, int imageCount) {
    int[] image = new int[size];
    int[] starts = new int[imageCount + 1];
    for (int i = 0; i < size; i++) {
      image[i] = images.find(imageIds[i]);
      if (image[i] >= 0) {
        starts[image[i] + 1]++;
      }
    }
    for (int i = 0; i < imageCount; i++) {
      starts[i + 1] += starts[i];
    }
    int[] free = starts.clone();
    CocoAnnotations.Objects grouped = empty(starts);
    for (int i = 0; i < size; i++) {
      if (image[i] >= 0) {
        int to = free[image[i]]++;
        grouped.images()[to] = image[i];
        grouped.categories()[to] = categories.find(categoryIds[i]);
        move(i, grouped, to);
      }
    }
    return grouped;
  }

  private CocoAnnotations.Objects empty(int[] starts) {
    int count = starts[starts.length - 1];
    return new CocoAnnotations.Objects(
        starts,
        new long[count],
        new int[count],
        new int[count],
        new double[4 * count],
        new double[count],
        new boolean[count],
        new boolean[count],
        segmentations == null ? null : new Segmentation[count]);
  }

  private void move(int i, CocoAnnotations.Objects to, int j) {
    to.ids()[j] = ids[i];
    System.arraycopy(boxes, 4 * i, to.boxes(), 4 * j, 4);
    to.areas()[j] = areas[i];
    to.crowd()[j] = crowd[i];
    to.ignore()[j] = ignore[i];
    if (segmentations != null) {
      to.segmentations()[j] = segmentations[i];
    }
  }

  /** The ids, in the order of the file. */
  long[] ids() {
    return Arrays.copyOf(ids, size);
  }
}
