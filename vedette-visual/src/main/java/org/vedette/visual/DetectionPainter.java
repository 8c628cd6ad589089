package org.vedette.visual;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Point;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;
import org.vedette.base.Detections;
import org.vedette.base.Rle;
import org.vedette.base.Truth;

/**
 * Draws boxes, masks and labels on images: smooth lines whose width follows the image's size,
 * labels that stay inside the image and are written on a plate of the class's colour in black or
 * white, whichever reads better. Text needs no font of the system.
 */
public final class DetectionPainter {
  private static final int FONT = opencv_imgproc.FONT_HERSHEY_SIMPLEX;
  private static final int BLACK = 16;
  private static final double SMALL_AREA = 800;
  private static final double LARGE_AREA = 30_000;

  private final List<String> classes;
  private final Palette palette;
  private final PaintStyle style;

  /** A painter for a set of classes. */
  public DetectionPainter(List<String> classes, Palette palette) {
    this(classes, palette, PaintStyle.DEFAULT);
  }

  /** A painter for a set of classes, in a style. */
  public DetectionPainter(List<String> classes, Palette palette, PaintStyle style) {
    this.classes = List.copyOf(classes);
    this.palette = palette;
    this.style = style;
  }

  /**
   * Draws the detections that score at least {@code minScore} on an 8-bit BGR image, the best on
   * top.
   */
  public void draw(Mat image, Detections detections, double minScore) {
    int[] chosen =
        IntStream.range(0, detections.size())
            .filter(i -> detections.scores()[i] >= minScore)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> detections.scores()[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    List<Item> items = new ArrayList<>();
    for (int i : chosen) {
      String text =
          String.format(
              Locale.ROOT, "%s: %.1f", name(detections.labels()[i]), 100 * detections.scores()[i]);
      Rle mask = detections.hasMasks() ? detections.masks()[i] : null;
      items.add(new Item(detections.boxes(), i, detections.labels()[i], text, mask));
    }
    draw(image, items);
  }

  /** Draws annotated objects on an 8-bit BGR image; ignored ones in grey. */
  public void draw(Mat image, Truth truth) {
    List<Item> items = new ArrayList<>();
    for (int i = 0; i < truth.size(); i++) {
      int label = truth.ignored()[i] ? -1 : truth.labels()[i];
      Rle mask = truth.masks() == null ? null : truth.masks()[i];
      items.add(new Item(truth.boxes(), i, label, name(truth.labels()[i]), mask));
    }
    draw(image, items);
  }

  private record Item(float[] boxes, int index, int label, String text, Rle mask) {
    double coordinate(int k) {
      return boxes[4 * index + k];
    }

    double area() {
      return Math.max(0, coordinate(2) - coordinate(0))
          * Math.max(0, coordinate(3) - coordinate(1));
    }
  }

  private String name(int label) {
    return label >= 0 && label < classes.size() ? classes.get(label) : "class " + label;
  }

  private void draw(Mat image, List<Item> items) {
    try (PointerScope scope = new PointerScope()) {
      items.stream().filter(item -> item.mask() != null).forEach(item -> fill(image, item));
      int thickness = style.thickness(image.rows(), image.cols());
      outlines(image, items, thickness);
      items.forEach(item -> label(image, item, thickness));
    }
  }

  private int[] color(Item item, Palette chosen) {
    if (item.label() < 0) {
      return new int[] {128, 128, 128};
    }
    return (chosen == null ? palette : chosen).color(item.label());
  }

  private void outlines(Mat image, List<Item> items, int thickness) {
    if (style.boxOpacity() == 1) {
      items.forEach(item -> outline(image, item, thickness));
      return;
    }
    Mat drawn = image.clone();
    items.forEach(item -> outline(drawn, item, thickness));
    double opacity = style.boxOpacity();
    opencv_core.addWeighted(drawn, opacity, image, 1 - opacity, 0, image);
  }

  private static Scalar bgr(int[] rgb) {
    return new Scalar(rgb[2], rgb[1], rgb[0], 0);
  }

  private void outline(Mat image, Item item, int thickness) {
    Point from =
        new Point((int) Math.round(item.coordinate(0)), (int) Math.round(item.coordinate(1)));
    Point to =
        new Point((int) Math.round(item.coordinate(2)), (int) Math.round(item.coordinate(3)));
    opencv_imgproc.rectangle(
        image, from, to, bgr(color(item, style.boxes())), thickness, opencv_imgproc.LINE_AA, 0);
  }

  private void label(Mat image, Item item, int thickness) {
    double grow = Math.min(1, Math.max(0, (item.area() - SMALL_AREA) / (LARGE_AREA - SMALL_AREA)));
    double unit = Math.max(0.8, Math.max(image.cols(), image.rows()) / 1000.0);
    double scale = unit * (0.4 + 0.2 * grow);
    int stroke = Math.max(1, (int) Math.round(1.6 * scale));
    IntPointer baseline = new IntPointer(1);
    Size size = opencv_imgproc.getTextSize(item.text(), FONT, scale, stroke, baseline);
    int margin = 2 + stroke;
    int width = size.width() + 2 * margin;
    int height = size.height() + baseline.get() + 2 * margin;
    int left = clamp((int) Math.round(item.coordinate(0)) - thickness / 2, 0, image.cols() - width);
    int above = (int) Math.round(item.coordinate(1)) - height;
    int top = clamp(above >= 0 ? above : above + height, 0, image.rows() - height);
    int[] plate =
        style.texts() == null ? color(item, style.boxes()) : new int[] {BLACK, BLACK, BLACK};
    opencv_imgproc.rectangle(
        image,
        new Rect(left, top, width, height),
        bgr(plate),
        opencv_imgproc.FILLED,
        opencv_imgproc.LINE_8,
        0);
    opencv_imgproc.putText(
        image,
        item.text(),
        new Point(left + margin, top + margin + size.height()),
        FONT,
        scale,
        bgr(style.texts() == null ? ink(plate) : color(item, style.texts())),
        stroke,
        opencv_imgproc.LINE_AA,
        false);
  }

  /** Black or white, whichever reads better. */
  private static int[] ink(int[] plate) {
    boolean dark = 0.299 * plate[0] + 0.587 * plate[1] + 0.114 * plate[2] < 140;
    int value = dark ? 255 : 0;
    return new int[] {value, value, value};
  }

  private static int clamp(int value, int low, int high) {
    return Math.max(low, Math.min(value, high));
  }

  /** Blends the class's colour into the pixels of the mask. */
  private void fill(Mat image, Item item) {
    Rle mask = item.mask();
    if (mask.height() != image.rows() || mask.width() != image.cols()) {
      throw new IllegalArgumentException(
          "mask "
              + mask.height()
              + "x"
              + mask.width()
              + " on an image "
              + image.rows()
              + "x"
              + image.cols());
    }
    int[] rgb = color(item, style.masks());
    double opacity = style.maskOpacity();
    ByteBuffer pixels = image.createBuffer();
    int step = (int) image.step1();
    long position = 0;
    for (int run = 0; run < mask.counts().length; run++) {
      int length = mask.counts()[run];
      for (long p = position; run % 2 == 1 && p < position + length; p++) {
        int at = (int) (p % mask.height()) * step + 3 * (int) (p / mask.height());
        for (int c = 0; c < 3; c++) {
          double mixed = (1 - opacity) * (pixels.get(at + c) & 0xFF) + opacity * rgb[2 - c];
          pixels.put(at + c, (byte) Math.round(mixed));
        }
      }
      position += length;
    }
  }
}
