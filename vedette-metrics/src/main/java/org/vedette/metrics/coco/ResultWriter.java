package org.vedette.metrics.coco;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.vedette.base.AtomicFiles;
import org.vedette.base.Rle;
import org.vedette.base.RleMasks;

/**
 * Writes detections in COCO's results format, as Python's {@code json} lays it out, without holding
 * the text in memory.
 */
final class ResultWriter {
  private final long[] imageIds;
  private final long[] categoryIds;
  private final DetectionColumns detections;
  private final int[] categoryOfLabel;
  private final boolean withMasks;

  private ResultWriter(
      long[] imageIds,
      long[] categoryIds,
      DetectionColumns detections,
      int[] categoryOfLabel,
      boolean withMasks) {
    this.imageIds = imageIds;
    this.categoryIds = categoryIds;
    this.detections = detections;
    this.categoryOfLabel = categoryOfLabel;
    this.withMasks = withMasks;
  }

  /**
   * Writes boxes, and where {@code withMasks} the masks with them.
   *
   * @param imageIds the id of each image
   * @param categoryIds the id of each category
   * @param categoryOfLabel the category of each label
   */
  static void write(
      Path file,
      long[] imageIds,
      long[] categoryIds,
      DetectionColumns detections,
      int[] categoryOfLabel,
      boolean withMasks) {
    ResultWriter writer =
        new ResultWriter(imageIds, categoryIds, detections, categoryOfLabel, withMasks);
    AtomicFiles.write(
        file,
        temporary -> {
          try (BufferedWriter out = Files.newBufferedWriter(temporary)) {
            writer.writeAll(out);
          }
        });
  }

  private void writeAll(Writer out) throws IOException {
    StringBuilder record = new StringBuilder();
    out.write('[');
    for (int i = 0; i < detections.size(); i++) {
      record.setLength(0);
      record.append(i == 0 ? "" : ", ");
      append(record, i);
      out.append(record);
    }
    out.write(']');
  }

  private void append(StringBuilder out, int i) {
    double x = detections.box(i, 0);
    double y = detections.box(i, 1);
    out.append("{\"image_id\": ").append(imageIds[detections.image(i)]);
    out.append(", \"bbox\": [").append(PythonFloats.repr(x));
    out.append(", ").append(PythonFloats.repr(y));
    out.append(", ").append(PythonFloats.repr(detections.box(i, 2) - x));
    out.append(", ").append(PythonFloats.repr(detections.box(i, 3) - y));
    out.append("], \"score\": ").append(PythonFloats.repr(detections.score(i)));
    long category = categoryIds[categoryOfLabel[detections.label(i)]];
    out.append(", \"category_id\": ").append(category);
    if (withMasks) {
      appendMask(out, detections.mask(i));
    }
    out.append('}');
  }

  private static void appendMask(StringBuilder out, Rle mask) {
    out.append(", \"segmentation\": {\"size\": [").append(mask.height());
    out.append(", ").append(mask.width()).append("], \"counts\": \"");
    out.append(RleMasks.compress(mask).replace("\\", "\\\\")).append("\"}");
  }
}
