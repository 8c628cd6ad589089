package org.vedette.metrics.coco;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.vedette.base.DataException;
import org.vedette.base.JsonReader;
import org.vedette.base.Rle;
import org.vedette.base.RleMasks;
import org.vedette.base.coco.CocoAnnotations;
import org.vedette.base.coco.Segmentation;

/**
 * A file of detections in COCO's results format, as columns, before its ids are looked up in an
 * annotation file: so both files can be read at the same time.
 */
public final class ResultColumns {
  private static final String HINT =
      "expected COCO results: a list of {image_id, category_id, bbox or segmentation, score}";
  private static final String BOX = "'bbox' to be [x, y, width, height]";
  private static final int HAS_IMAGE = 1;
  private static final int HAS_CATEGORY = 2;
  private static final int HAS_SCORE = 4;
  private static final int HAS_BOX = 8;
  private static final int HAS_MASK = 16;
  private static final String[] FIELDS = {
    "image_id", "category_id", "score", "bbox", "segmentation"
  };

  private final Path file;
  private final IouType iouType;
  private long[] imageIds = new long[1024];
  private long[] categoryIds = new long[1024];
  private double[] scores = new double[1024];
  private double[] boxes = new double[4 * 1024];
  private Segmentation[] segmentations;
  private int size;

  private ResultColumns(Path file, IouType iouType) {
    this.file = file;
    this.iouType = iouType;
    segmentations = iouType == IouType.SEGM ? new Segmentation[1024] : null;
    boxes = iouType == IouType.BBOX ? new double[4 * 1024] : new double[0];
  }

  /**
   * Reads a results file, {@code .json} or {@code .json.gz}.
   *
   * @param iouType what is to be evaluated, and so has to be there: boxes, or masks
   * @throws DataException naming the file and the record when the file is missing, truncated, not
   *     of this format, holds a score that is not finite, or no result at all
   */
  public static ResultColumns read(Path file, IouType iouType) {
    return JsonReader.read(
        file,
        json -> {
          ResultColumns columns = new ResultColumns(file, iouType);
          columns.readAll(json);
          return columns;
        });
  }

  private void readAll(JsonReader json) {
    if (!json.next()) {
      throw json.error("the file is empty; " + HINT);
    }
    if (json.isObject()) {
      throw json.error("an object, as annotation files are; " + HINT);
    }
    json.array("a list of results");
    while (json.next()) {
      json.at("results[" + size + "]");
      json.object("an object");
      readRecord(json);
    }
    json.at("");
    if (size == 0) {
      throw json.error("the list of results is empty: nothing to evaluate");
    }
  }

  private void readRecord(JsonReader json) {
    if (size == scores.length) {
      grow();
    }
    int seen = 0;
    for (String key = json.nextKey(); key != null; key = json.nextKey()) {
      seen |= readField(json, key);
    }
    int required =
        HAS_IMAGE | HAS_CATEGORY | HAS_SCORE | (iouType == IouType.SEGM ? HAS_MASK : HAS_BOX);
    for (int i = 0; i < FIELDS.length; i++) {
      if ((required & ~seen & (1 << i)) != 0) {
        throw json.error("missing '" + FIELDS[i] + "'; " + HINT);
      }
    }
    size++;
  }

  private int readField(JsonReader json, String key) {
    switch (key) {
      case "image_id" -> {
        imageIds[size] = json.longValue("'image_id' to be a whole number");
        return HAS_IMAGE;
      }
      case "category_id" -> {
        categoryIds[size] = json.longValue("'category_id' to be a whole number");
        return HAS_CATEGORY;
      }
      case "score" -> {
        scores[size] = finite(json, "'score' to be a finite number");
        return HAS_SCORE;
      }
      case "bbox" -> {
        return readBox(json);
      }
      case "segmentation" -> {
        return readMask(json);
      }
      default -> {
        json.skip();
        return 0;
      }
    }
  }

  private int readBox(JsonReader json) {
    if (iouType == IouType.SEGM) {
      json.skip();
      return HAS_BOX;
    }
    json.array(BOX);
    int count = 0;
    while (json.next()) {
      double value = finite(json, BOX);
      if (count == 4) {
        throw json.error("expected " + BOX + ", got more than 4 numbers");
      }
      boxes[4 * size + count++] = value;
    }
    if (count < 4) {
      throw json.error("expected " + BOX + ", got " + count + " numbers");
    }
    return HAS_BOX;
  }

  private int readMask(JsonReader json) {
    if (iouType == IouType.BBOX) {
      json.skip();
      return HAS_MASK;
    }
    segmentations[size] = Segmentation.read(json);
    return segmentations[size] == null ? 0 : HAS_MASK;
  }

  private static double finite(JsonReader json, String what) {
    double value = json.doubleValue(what);
    if (!Double.isFinite(value)) {
      throw json.error("expected " + what + ", got " + value);
    }
    return value;
  }

  private void grow() {
    int capacity = 2 * size;
    imageIds = Arrays.copyOf(imageIds, capacity);
    categoryIds = Arrays.copyOf(categoryIds, capacity);
    scores = Arrays.copyOf(scores, capacity);
    if (iouType == IouType.SEGM) {
      segmentations = Arrays.copyOf(segmentations, capacity);
    } else {
      boxes = Arrays.copyOf(boxes, 4 * capacity);
    }
  }

  /** How many results the file holds. */
  public int size() {
    return size;
  }

  /**
   * Looks the ids up. Areas are those of the boxes, or of the masks where masks are evaluated.
   *
   * @throws DataException when an image or category is not in the annotation file
   */
  public Results resolve(CocoAnnotations truth) {
    int[] images = new int[size];
    int[] categories = new int[size];
    for (int i = 0; i < size; i++) {
      images[i] = truth.findImage(imageIds[i]);
      categories[i] = truth.findCategory(categoryIds[i]);
      if (images[i] < 0) {
        throw unknown(i, "image_id " + imageIds[i], "images", truth);
      }
      if (categories[i] < 0) {
        throw unknown(i, "category_id " + categoryIds[i], "categories", truth);
      }
    }
    return iouType == IouType.SEGM
        ? withMasks(images, categories, truth)
        : withBoxes(images, categories);
  }

  private DataException unknown(int record, String id, String list, CocoAnnotations truth) {
    return new DataException(
        file
            + ": results["
            + record
            + "]: "
            + id
            + " is not among the "
            + list
            + " of "
            + truth.file()
            + "; do the two files belong together?");
  }

  private Results withBoxes(int[] images, int[] categories) {
    double[] areas = new double[size];
    Arrays.setAll(areas, i -> boxes[4 * i + 2] * boxes[4 * i + 3]);
    return new Results(
        images,
        categories,
        Arrays.copyOf(boxes, 4 * size),
        areas,
        Arrays.copyOf(scores, size),
        null);
  }

  private Results withMasks(int[] images, int[] categories, CocoAnnotations truth) {
    Rle[] masks = new Rle[size];
    double[] areas = new double[size];
    IntStream.range(0, size)
        .parallel()
        .forEach(
            i -> {
              masks[i] = GroundTruth.rasterize(truth, images[i], segmentations[i]);
              areas[i] = RleMasks.area(masks[i]);
            });
    return new Results(
        images, categories, new double[0], areas, Arrays.copyOf(scores, size), masks);
  }
}
