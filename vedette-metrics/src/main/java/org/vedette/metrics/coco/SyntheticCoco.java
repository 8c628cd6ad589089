package org.vedette.metrics.coco;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.vedette.base.AtomicFiles;
import org.vedette.base.Detections;
import org.vedette.base.Polygons;
import org.vedette.base.RandomSource;
import org.vedette.base.Rle;

/**
 * Makes a data set of COCO's kind and detections for it, for measuring: images of 640x480 with 1 to
 * 14 elliptic objects each, and detections of which some are jittered objects and the rest false.
 * The same settings give the same files.
 *
 * @param images how many images
 * @param detections how many detections each image gets
 * @param classes how many categories, evenly used
 * @param masks whether to write outlines and masks too
 * @param seed chooses the data set
 */
public record SyntheticCoco(int images, int detections, int classes, boolean masks, long seed) {
  private static final int WIDTH = 640;
  private static final int HEIGHT = 480;
  private static final int MOST_OBJECTS = 14;
  private static final int CORNERS = 24;
  private static final double FOUND = 0.8;

  /** Checks the settings. */
  public SyntheticCoco {
    if (images < 1 || detections < 1 || classes < 1) {
      throw new IllegalArgumentException("images, detections and classes must be above 0");
    }
  }

  /** Writes the annotation file. */
  public void writeTruth(Path file) {
    AtomicFiles.write(
        file,
        temporary -> {
          try (BufferedWriter out = Files.newBufferedWriter(temporary)) {
            writeTruth(out);
          }
        });
  }

  private void writeTruth(Writer out) throws IOException {
    out.write("{\"images\": [");
    for (int i = 0; i < images; i++) {
      out.write(i == 0 ? "" : ", ");
      out.write("{\"id\": " + (i + 1) + ", \"file_name\": \"" + (i + 1) + ".jpg\", ");
      out.write("\"width\": " + WIDTH + ", \"height\": " + HEIGHT + "}");
    }
    out.write("], \"categories\": [");
    for (int c = 0; c < classes; c++) {
      out.write((c == 0 ? "" : ", ") + "{\"id\": " + (c + 1) + ", \"name\": \"class" + c + "\"}");
    }
    out.write("], \"annotations\": [");
    int id = 0;
    for (int image = 0; image < images; image++) {
      Objects objects = objects(image);
      for (int k = 0; k < objects.labels.length; k++) {
        out.write(id++ == 0 ? "" : ", ");
        writeAnnotation(out, id, image, objects, k);
      }
    }
    out.write("]}");
  }

  private void writeAnnotation(Writer out, int id, int image, Objects objects, int k)
      throws IOException {
    double[] box = objects.boxes[k];
    double[] outline = outline(box);
    double width = box[2] - box[0];
    double height = box[3] - box[1];
    out.write("{\"id\": " + id + ", \"image_id\": " + (image + 1));
    out.write(", \"category_id\": " + (objects.labels[k] + 1) + ", \"iscrowd\": 0, \"bbox\": ");
    out.write(Arrays.toString(new double[] {box[0], box[1], width, height}));
    out.write(", \"area\": " + Polygons.area(outline));
    out.write(masks ? ", \"segmentation\": [" + Arrays.toString(outline) + "]}" : "}");
  }

  /** Writes the results file. */
  public void writeResults(Path file) {
    DetectionColumns columns = new DetectionColumns();
    for (int image = 0; image < images; image++) {
      columns.add(image, detect(image));
    }
    long[] imageIds = new long[images];
    Arrays.setAll(imageIds, i -> i + 1L);
    long[] categoryIds = new long[classes];
    Arrays.setAll(categoryIds, c -> c + 1L);
    int[] categories = new int[classes];
    Arrays.setAll(categories, c -> c);
    ResultWriter.write(file, imageIds, categoryIds, columns, categories, masks);
  }

  private Detections detect(int image) {
    Objects objects = objects(image);
    RandomSource random = RandomSource.at(seed, image, 1);
    float[] boxes = new float[4 * detections];
    float[] scores = new float[detections];
    int[] labels = new int[detections];
    Rle[] rles = masks ? new Rle[detections] : null;
    for (int d = 0; d < detections; d++) {
      boolean found = d < objects.labels.length && random.nextDouble() < FOUND;
      double[] box = found ? jittered(objects.boxes[d], random) : randomBox(random);
      labels[d] = found ? objects.labels[d] : random.nextInt(classes);
      double certainty = random.nextDouble();
      scores[d] = (float) (found ? Math.sqrt(certainty) : certainty * certainty);
      for (int k = 0; k < 4; k++) {
        boxes[4 * d + k] = (float) box[k];
      }
      if (masks) {
        rles[d] = Polygons.toRle(outline(box), HEIGHT, WIDTH);
      }
    }
    return new Detections(boxes, scores, labels, rles);
  }

  @SuppressWarnings("ArrayRecordComponent")
  private record Objects(double[][] boxes, int[] labels) {}

  private Objects objects(int image) {
    RandomSource random = RandomSource.at(seed, image, 0);
    int count = 1 + random.nextInt(MOST_OBJECTS);
    double[][] boxes = new double[count][];
    int[] labels = new int[count];
    for (int k = 0; k < count; k++) {
      boxes[k] = randomBox(random);
      labels[k] = random.nextInt(classes);
    }
    return new Objects(boxes, labels);
  }

  /** A box x1 y1 x2 y2 within the image, its sides spread over COCO's sizes. */
  private static double[] randomBox(RandomSource random) {
    double width = 8 * Math.exp(random.uniform(0, Math.log(40)));
    double height = 8 * Math.exp(random.uniform(0, Math.log(40)));
    double x = random.uniform(0, WIDTH - width);
    double y = random.uniform(0, HEIGHT - height);
    return new double[] {x, y, x + width, y + height};
  }

  private static double[] jittered(double[] box, RandomSource random) {
    double[] moved = box.clone();
    for (int k = 0; k < 4; k++) {
      double side = k % 2 == 0 ? box[2] - box[0] : box[3] - box[1];
      moved[k] += 0.08 * side * random.nextGaussian();
    }
    moved[2] = Math.max(moved[2], moved[0] + 1);
    moved[3] = Math.max(moved[3], moved[1] + 1);
    return moved;
  }

  /** The ellipse that fills a box, as a polygon. */
  private static double[] outline(double[] box) {
    double[] corners = new double[2 * CORNERS];
    for (int i = 0; i < CORNERS; i++) {
      double angle = 2 * Math.PI * i / CORNERS;
      corners[2 * i] = (box[0] + box[2]) / 2 + (box[2] - box[0]) / 2 * Math.cos(angle);
      corners[2 * i + 1] = (box[1] + box[3]) / 2 + (box[3] - box[1]) / 2 * Math.sin(angle);
    }
    return corners;
  }
}
