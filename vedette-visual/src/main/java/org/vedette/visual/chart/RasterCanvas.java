package org.vedette.visual.chart;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Point;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * Draws on pixels, twice as many as units in each direction, on white. Letters are OpenCV's, so no
 * font is needed; they are Latin ones without accents. Create and use it within a pointer scope.
 */
final class RasterCanvas implements Canvas {
  private static final int SCALE = 2;
  private static final int SHIFT = 4;
  private static final int FONT = opencv_imgproc.FONT_HERSHEY_SIMPLEX;
  private static final double LETTER_HEIGHT = 30;
  private static final int TEXT_RGB = 0x1F2328;
  private static final int PAPER_RGB = 0xFFFFFF;

  private final Mat image;

  RasterCanvas(double width, double height) {
    image =
        new Mat(
            (int) Math.round(height * SCALE),
            (int) Math.round(width * SCALE),
            opencv_core.CV_8UC3,
            new Scalar(255, 255, 255, 0));
  }

  private static Scalar color(Ink ink) {
    int rgb =
        switch (ink.rgb()) {
          case -1 -> TEXT_RGB;
          case -2 -> PAPER_RGB;
          default -> ink.rgb();
        };
    return new Scalar(
        over(rgb & 255, ink.opacity()),
        over(rgb >> 8 & 255, ink.opacity()),
        over(rgb >> 16 & 255, ink.opacity()),
        0);
  }

  /** What a see-through colour looks like on white. */
  private static double over(int part, double opacity) {
    return 255 + (part - 255) * opacity;
  }

  private static int fixed(double units) {
    return (int) Math.round(units * SCALE * (1 << SHIFT));
  }

  @Override
  public void path(double[] x, double[] y, double width, Ink ink) {
    List<int[]> points = new ArrayList<>();
    for (int i = 0; i < x.length; i++) {
      if (Double.isFinite(x[i]) && Double.isFinite(y[i])) {
        points.add(new int[] {fixed(x[i]), fixed(y[i])});
      } else {
        line(points, width, ink);
        points.clear();
      }
    }
    line(points, width, ink);
  }

  private void line(List<int[]> points, double width, Ink ink) {
    int thickness = Math.max(1, (int) Math.round(width * SCALE));
    Scalar color = color(ink);
    for (int i = 1; i < points.size(); i++) {
      int[] from = points.get(i - 1);
      int[] to = points.get(i);
      opencv_imgproc.line(
          image,
          new Point(from[0], from[1]),
          new Point(to[0], to[1]),
          color,
          thickness,
          opencv_imgproc.LINE_AA,
          SHIFT);
    }
  }

  @Override
  public void box(double x, double y, double width, double height, Ink ink, String tip) {
    int left = (int) Math.round(x * SCALE);
    int top = (int) Math.round(y * SCALE);
    int right = (int) Math.round((x + width) * SCALE);
    int bottom = (int) Math.round((y + height) * SCALE);
    if (right > left && bottom > top) {
      opencv_imgproc.rectangle(
          image,
          new Rect(left, top, right - left, bottom - top),
          color(ink),
          opencv_imgproc.FILLED,
          opencv_imgproc.LINE_8,
          0);
    }
  }

  @Override
  public void dot(double x, double y, double radius, Ink ink, String tip) {
    opencv_imgproc.circle(
        image,
        new Point(fixed(x), fixed(y)),
        fixed(radius),
        color(ink),
        opencv_imgproc.FILLED,
        opencv_imgproc.LINE_AA,
        SHIFT);
  }

  private static double fontScale(double size) {
    return size * SCALE / LETTER_HEIGHT;
  }

  private static Size extent(String text, double size) {
    return opencv_imgproc.getTextSize(text, FONT, fontScale(size), 1, new IntPointer(1));
  }

  @Override
  public void text(String text, double x, double y, double size, Anchor anchor, Ink ink) {
    int width = extent(text, size).width();
    int left =
        (int) Math.round(x * SCALE)
            - (anchor == Anchor.START ? 0 : anchor == Anchor.MIDDLE ? width / 2 : width);
    write(image, text, left, (int) Math.round(y * SCALE), size, ink);
  }

  private static void write(Mat on, String text, int left, int base, double size, Ink ink) {
    opencv_imgproc.putText(
        on,
        text,
        new Point(left, base),
        FONT,
        fontScale(size),
        color(ink),
        size >= 14 ? 2 : 1,
        opencv_imgproc.LINE_AA,
        false);
  }

  @Override
  public void upwards(String text, double x, double y, double size, Ink ink) {
    Size extent = extent(text, size);
    int below = extent.height() / 2;
    int base = (int) Math.round(x * SCALE);
    int bottom = (int) Math.round(y * SCALE);
    int top = Math.max(0, bottom - extent.width());
    int left = Math.max(0, base - extent.height() - below);
    int right = Math.min(image.cols(), base + below);
    if (right <= left || bottom <= top || bottom > image.rows()) {
      return;
    }
    Mat place = new Mat(image, new Rect(left, top, right - left, bottom - top));
    Mat lying = new Mat();
    opencv_core.rotate(place, lying, opencv_core.ROTATE_90_CLOCKWISE);
    write(lying, text, 0, base - left, size, ink);
    Mat standing = new Mat();
    opencv_core.rotate(lying, standing, opencv_core.ROTATE_90_COUNTERCLOCKWISE);
    standing.copyTo(place);
  }

  /** The bytes of a PNG file. */
  byte[] finish() {
    BytePointer encoded = new BytePointer();
    if (!opencv_imgcodecs.imencode(".png", image, encoded)) {
      throw new IllegalStateException("OpenCV cannot write PNG");
    }
    byte[] bytes = new byte[Math.toIntExact(encoded.limit())];
    encoded.get(bytes);
    return bytes;
  }
}
