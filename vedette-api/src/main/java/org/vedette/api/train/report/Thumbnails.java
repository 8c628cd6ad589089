package org.vedette.api.train.report;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;
import org.vedette.base.Detections;
import org.vedette.base.Truth;
import org.vedette.data.MetaInfo;
import org.vedette.data.image.Image;
import org.vedette.data.image.ImageFiles;
import org.vedette.data.image.ImageOps;
import org.vedette.data.image.Interpolation;
import org.vedette.visual.DetectionPainter;
import org.vedette.visual.Palette;

/** Small pictures with objects drawn on them, as JPEG. */
final class Thumbnails {
  private final DetectionPainter painter;
  private final int side;

  /**
   * A maker of pictures.
   *
   * @param side the longer side in pixels
   */
  Thumbnails(MetaInfo meta, int side) {
    this.side = side;
    Palette palette =
        meta.palette().isEmpty()
            ? Palette.distinct(Math.max(1, meta.classes().size()))
            : Palette.of(meta.palette());
    this.painter = new DetectionPainter(meta.classes(), palette);
  }

  /** A picture with its objects; {@code truth} may be null. */
  byte[] of(Image image, Truth truth) {
    try (Image bytes = displayable(image);
        Image drawn = drawn(bytes, truth)) {
      return ImageFiles.encode(drawn, ".jpg", "a picture of the report");
    }
  }

  /** What is there on the left, what was found on the right. */
  byte[] of(Image image, Truth truth, Detections found, double minScore) {
    try (Image bytes = displayable(image);
        Image left = drawn(bytes, truth);
        Image right = sized(bytes);
        PointerScope scope = new PointerScope()) {
      double scale = (double) right.width() / bytes.width();
      painter.draw(
          right.mat(),
          new Detections(scaled(found.boxes(), scale), found.scores(), found.labels(), null),
          minScore);
      Mat both = new Mat();
      opencv_core.hconcat(left.mat(), right.mat(), both);
      try (Image joined = Image.owning(both.clone())) {
        return ImageFiles.encode(joined, ".jpg", "a picture of the report");
      }
    }
  }

  private Image drawn(Image bytes, Truth truth) {
    if (truth != null && truth.masks() != null) {
      // Masks have the size of the picture, so they are drawn before it changes.
      try (Image whole = bytes.copy()) {
        painter.draw(whole.mat(), truth);
        return sized(whole);
      }
    }
    Image small = sized(bytes);
    if (truth != null) {
      float[] boxes = scaled(truth.boxes(), (double) small.width() / bytes.width());
      painter.draw(small.mat(), new Truth(boxes, truth.labels(), truth.ignored(), null));
    }
    return small;
  }

  private Image sized(Image image) {
    double scale = (double) side / Math.max(image.height(), image.width());
    int height = Math.max(1, (int) Math.round(image.height() * scale));
    int width = Math.max(1, (int) Math.round(image.width() * scale));
    Interpolation method = scale < 1 ? Interpolation.AREA : Interpolation.BILINEAR;
    return ImageOps.resize(image, height, width, method);
  }

  private static float[] scaled(float[] boxes, double scale) {
    float[] scaled = new float[boxes.length];
    for (int i = 0; i < boxes.length; i++) {
      scaled[i] = (float) (boxes[i] * scale);
    }
    return scaled;
  }

  /** Colours from 0 to 255; numbers that a pipeline has normalised are spread over that range. */
  private static Image displayable(Image image) {
    if (!image.isFloat()) {
      return image.copy();
    }
    float[] values = image.toFloats();
    float low = 0;
    float high = 0;
    for (float value : values) {
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
    boolean normalised = low < -1 || high < 16;
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < bytes.length; i++) {
      double shown = normalised ? 255 * (values[i] - low) / Math.max(1e-9, high - low) : values[i];
      bytes[i] = (byte) Math.max(0, Math.min(255, Math.round(shown)));
    }
    return Image.of(bytes, image.height(), image.width(), image.channels());
  }
}
