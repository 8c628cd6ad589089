package org.vedette.api.datatool;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;
import org.vedette.base.DataException;
import org.vedette.base.Truth;
import org.vedette.data.image.Image;
import org.vedette.data.image.ImageFiles;
import org.vedette.visual.DetectionPainter;

/** A small picture with boxes, as text for a page. */
final class Thumbnail {
  private static final int SIDE = 300;

  /** What is shown around a picture, so that boxes outside are seen. */
  private static final double MARGIN = 0.15;

  private Thumbnail() {}

  /**
   * A picture with boxes.
   *
   * @return a {@code data:} address; empty when the file cannot be read
   */
  static String of(
      CheckedPicture picture, List<CheckedPicture.Item> items, DetectionPainter painter) {
    try (Image image = ImageFiles.read(Path.of(picture.path()));
        Mat small = new Mat()) {
      double scale = Math.min(1.5, (double) SIDE / Math.max(image.width(), image.height()));
      int width = Math.max(1, (int) (image.width() * scale));
      int height = Math.max(1, (int) (image.height() * scale));
      try (Size size = new Size(width, height)) {
        opencv_imgproc.resize(image.mat(), small, size, 0, 0, opencv_imgproc.INTER_AREA);
      }
      int margin = reachesOut(items, image) ? (int) (MARGIN * SIDE) : 0;
      try (Image framed = framed(small, margin)) {
        painter.draw(framed.mat(), truth(items, scale, margin));
        byte[] jpeg = ImageFiles.encode(framed, ".jpg", picture.path());
        return "data:image/jpeg;base64," + Base64.getEncoder().encodeToString(jpeg);
      }
    } catch (DataException e) {
      // That the file cannot be read is a finding of its own.
      return "";
    }
  }

  private static boolean reachesOut(List<CheckedPicture.Item> items, Image image) {
    return items.stream()
        .anyMatch(
            item ->
                Math.min(item.x(), item.y()) < -1
                    || item.x() + item.width() > image.width() + 1
                    || item.y() + item.height() > image.height() + 1);
  }

  private static Image framed(Mat small, int margin) {
    Mat framed = new Mat();
    try (Scalar grey = new Scalar(128, 128, 128, 0)) {
      opencv_core.copyMakeBorder(
          small, framed, margin, margin, margin, margin, opencv_core.BORDER_CONSTANT, grey);
    }
    return Image.owning(framed);
  }

  private static Truth truth(List<CheckedPicture.Item> items, double scale, int margin) {
    List<CheckedPicture.Item> shown = new ArrayList<>(items);
    float[] boxes = new float[4 * shown.size()];
    int[] labels = new int[shown.size()];
    boolean[] ignored = new boolean[shown.size()];
    for (int i = 0; i < labels.length; i++) {
      CheckedPicture.Item item = shown.get(i);
      boxes[4 * i] = place(item.x(), scale, margin);
      boxes[4 * i + 1] = place(item.y(), scale, margin);
      boxes[4 * i + 2] = place(item.x() + item.width(), scale, margin);
      boxes[4 * i + 3] = place(item.y() + item.height(), scale, margin);
      labels[i] = item.category();
      ignored[i] = item.crowd() || item.category() < 0;
    }
    return new Truth(boxes, labels, ignored, null);
  }

  /** A coordinate on the thumbnail; far outside is as good as outside. */
  private static float place(double coordinate, double scale, int margin) {
    return (float) Math.max(-SIDE, Math.min(3 * SIDE, coordinate * scale + margin));
  }
}
