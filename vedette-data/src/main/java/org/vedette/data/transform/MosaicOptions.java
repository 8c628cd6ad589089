package org.vedette.data.transform;

import java.util.ArrayList;
import java.util.List;
import org.vedette.base.DataException;
import org.vedette.base.RandomSource;
import org.vedette.config.component.Default;
import org.vedette.data.Sample;
import org.vedette.data.Truths;
import org.vedette.data.image.Image;
import org.vedette.data.image.ImageOps;
import org.vedette.data.image.Interpolation;

/**
 * How four images become one: they meet in a random point of a canvas twice as wide and high as
 * each may be.
 *
 * @param img_scale the size (width, height) that each image is made to fit; the canvas has twice
 *     both
 * @param center_ratio_range where the images meet, as the least and the most share of img_scale
 * @param bbox_clip_border whether boxes are cut to the canvas
 * @param pad_val what stands where no image lies
 * @param prob the chance that images are mixed at all
 */
public record MosaicOptions(
    @Default("(640, 640)") ImageScale img_scale,
    @Default("(0.5, 1.5)") FloatRange center_ratio_range,
    @Default("True") boolean bbox_clip_border,
    @Default("114.0") CanvasValue pad_val,
    @Default("1.0") double prob) {
  /** Checks the shares. */
  public MosaicOptions {
    if (!(prob >= 0 && prob <= 1)) {
      throw new IllegalArgumentException("'prob' must be from 0 to 1");
    }
    if (center_ratio_range.low() < 0 || center_ratio_range.high() > 2) {
      throw new IllegalArgumentException("'center_ratio_range' must lie within 0 and 2");
    }
  }

  /** The images of a mosaic: a sample and three that it was given. */
  interface Others {
    /** One of three, from 0: right above, left below, right below. */
    Sample get(int number);
  }

  /** Mixes three images into a sample; {@code prob} was thrown already. */
  Sample mix(Sample sample, Others others, RandomSource random) {
    int width = 2 * img_scale.width();
    int height = 2 * img_scale.height();
    int centerX = center(img_scale.width(), random);
    int centerY = center(img_scale.height(), random);
    Image image = sample.image();
    int channels = image.channels();
    double[] value = image.isFloat() ? pad_val.forChannels(channels) : pad_val.truncated(channels);
    Image canvas = ImageOps.filled(height, width, channels, image.isFloat(), value);
    boolean done = false;
    try {
      List<Truths> parts = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        Sample part = i == 0 ? sample : others.get(i - 1);
        parts.add(paste(part, canvas, i % 2 == 1, i >= 2, centerX, centerY));
      }
      Truths all = Truths.concat(parts);
      float[] boxes = bbox_clip_border ? BoxOps.clip(all.boxes(), height, width) : all.boxes();
      sample.truths(all.withBoxes(boxes).select(BoxOps.inside(boxes, height, width)));
      sample.replaceImage(canvas);
      done = true;
      return sample;
    } finally {
      if (!done) {
        canvas.close();
      }
    }
  }

  private int center(int side, RandomSource random) {
    double share = random.uniform(center_ratio_range.low(), center_ratio_range.high());
    return (int) (share * side);
  }

  /** Puts one image into its quarter and gives its objects as they lie on the canvas. */
  private Truths paste(
      Sample part, Image canvas, boolean right, boolean below, int centerX, int centerY) {
    Mixing.check(part, canvas, "Mosaic");
    Image image = part.image();
    double scale =
        Math.min(
            (double) img_scale.height() / image.height(),
            (double) img_scale.width() / image.width());
    int width = (int) (image.width() * scale);
    int height = (int) (image.height() * scale);
    if (width < 1 || height < 1) {
      throw new DataException(
          part.record() + ": " + image.width() + " x " + image.height() + " pixels are too narrow");
    }
    int left = right ? centerX : centerX - width;
    int top = below ? centerY : centerY - height;
    try (Image small = ImageOps.resize(image, height, width, Interpolation.BILINEAR)) {
      ImageOps.pasteInside(small, canvas, left, top);
    }
    Truths truths = part.truths();
    float[] boxes = BoxOps.rescale(truths.boxes(), scale, scale);
    truths = truths.withBoxes(BoxOps.translate(boxes, left, top));
    return truths.masks() == null
        ? truths
        : truths.withMasks(
            truths.masks().resize(height, width).place(canvas.height(), canvas.width(), top, left));
  }
}
