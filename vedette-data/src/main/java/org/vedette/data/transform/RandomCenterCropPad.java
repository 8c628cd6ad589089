package org.vedette.data.transform;

import org.vedette.base.DataException;
import org.vedette.base.ImageMeta;
import org.vedette.base.RandomSource;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.data.Sample;
import org.vedette.data.Transform;
import org.vedette.data.Truths;
import org.vedette.data.image.Image;
import org.vedette.data.image.ImageOps;

/**
 * Lays a canvas of random size with its middle on a random point of the image and keeps what it
 * covers; objects whose centres are not covered are dropped. In testing the whole image lies in the
 * middle of a canvas instead (Law and Deng, CornerNet, 2018). Upstream: mmdet's {@code
 * RandomCenterCropPad}; unlike there, an image of which no object is ever covered is of no use,
 * where upstream tries for ever.
 */
@Component("RandomCenterCropPad")
public final class RandomCenterCropPad implements Transform {
  private static final int ROUNDS = 100;
  private static final int TRIES = 50;
  private final Config config;

  /**
   * Settings.
   *
   * @param crop_size the canvas (width, height) in training, before its ratio; None in testing
   * @param ratios what the canvas is multiplied by, one of these; None in testing
   * @param border how far the middle keeps from the image's border in training, where the image is
   *     big enough; None in testing
   * @param mean the colour of the canvas, in the order of {@code to_rgb}
   * @param std nothing depends on it; upstream asks for it beside the mean
   * @param to_rgb whether {@code mean} is RGB, the image being BGR
   * @param test_mode whether this is for testing
   * @param test_pad_mode the canvas in testing: ('logical_or', bits) sets bits of height and width,
   *     ('size_divisor', number) makes them multiples; None in training
   * @param test_pad_add_pix pixels by which ('logical_or', bits) is exceeded
   * @param bbox_clip_border whether boxes are cut to the canvas
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record Config(
      @Default("None") ImageScale crop_size,
      @Default("(0.9, 1.0, 1.1)") double[] ratios,
      @Default("128") Integer border,
      @Default("None") double[] mean,
      @Default("None") double[] std,
      @Default("None") Boolean to_rgb,
      @Default("False") boolean test_mode,
      @Default("('logical_or', 127)") CanvasRule test_pad_mode,
      @Default("0") int test_pad_add_pix,
      @Default("True") boolean bbox_clip_border) {
    /** Checks that the settings are those of training or of testing. */
    public Config {
      if (mean == null || std == null || to_rgb == null) {
        throw new IllegalArgumentException("'mean', 'std' and 'to_rgb' are needed");
      }
      if (border != null && border < 0) {
        throw new IllegalArgumentException("'border' must not be below 0, got " + border);
      }
      boolean training = crop_size != null && ratios != null && border != null;
      boolean testing = crop_size == null && ratios == null && border == null;
      if (test_mode && (!testing || test_pad_mode == null)) {
        throw new IllegalArgumentException(
            "with test_mode=True 'crop_size', 'ratios' and 'border' must be None, and"
                + " 'test_pad_mode' must not");
      }
      if (!test_mode && (!training || test_pad_mode != null || ratios.length == 0)) {
        throw new IllegalArgumentException(
            "with test_mode=False 'crop_size', 'ratios' and 'border' are needed, and"
                + " 'test_pad_mode' must be None");
      }
    }
  }

  /** A step with these settings. */
  public RandomCenterCropPad(Config config) {
    this.config = config;
  }

  @Override
  public Sample apply(Sample sample, RandomSource random) {
    Image image = sample.image();
    if (!image.isFloat()) {
      throw new DataException(
          sample.record()
              + ": RandomCenterCropPad needs float32 pixels; use"
              + " LoadImageFromFile(to_float32=True)");
    }
    if (config.mean().length != image.channels()) {
      throw new DataException(
          "%s: RandomCenterCropPad has a mean for %d channels, but the image has %d"
              .formatted(sample.record(), config.mean().length, image.channels()));
    }
    return config.test_mode() ? enlarge(sample) : crop(sample, random);
  }

  private Sample enlarge(Sample sample) {
    int height = sample.image().height();
    int width = sample.image().width();
    CanvasRule rule = config.test_pad_mode();
    Canvas canvas =
        Canvas.around(
            width / 2,
            height / 2,
            rule.side(width, config.test_pad_add_pix()),
            rule.side(height, config.test_pad_add_pix()),
            sample.image());
    put(sample, canvas);
    int top = canvas.y1() + canvas.moveY();
    int left = canvas.x1() + canvas.moveX();
    sample.border(
        new ImageMeta.Border(
            top, canvas.y2() + canvas.moveY(), left, canvas.x2() + canvas.moveX()));
    return sample;
  }

  private Sample crop(Sample sample, RandomSource random) {
    Truths truths = sample.truths();
    if (truths == null || truths.masks() != null || sample.segMap() != null) {
      throw new DataException(
          sample.record()
              + ": RandomCenterCropPad moves boxes, which it needs, but no masks or maps");
    }
    int height = sample.image().height();
    int width = sample.image().width();
    int borderX = border(width);
    int borderY = border(height);
    for (int round = 0; round < ROUNDS; round++) {
      double ratio = config.ratios()[random.nextInt(config.ratios().length)];
      int newHeight = (int) (config.crop_size().height() * ratio);
      int newWidth = (int) (config.crop_size().width() * ratio);
      for (int i = 0; i < TRIES; i++) {
        int x = random.nextInt(borderX, width - borderX);
        int y = random.nextInt(borderY, height - borderY);
        Canvas canvas = Canvas.around(x, y, newWidth, newHeight, sample.image());
        boolean[] covered = canvas.holdsCentres(truths.boxes());
        if (truths.size() == 0 || BoxOps.any(covered)) {
          sample.truths(moved(truths.select(covered), canvas));
          put(sample, canvas);
          return sample;
        }
      }
    }
    return null;
  }

  /** The border, halved until a middle is left of a side. */
  private int border(int side) {
    double k = 2.0 * config.border() / side;
    int halvings = 32 - Integer.numberOfLeadingZeros((int) Math.ceil(k) - 1);
    return config.border() >> (halvings + (k == Math.rint(k) ? 1 : 0));
  }

  private Truths moved(Truths truths, Canvas canvas) {
    float[] boxes = BoxOps.translate(truths.boxes(), canvas.moveX(), canvas.moveY());
    boxes = config.bbox_clip_border() ? BoxOps.clip(boxes, canvas.height(), canvas.width()) : boxes;
    return truths.withBoxes(boxes).select(BoxOps.inside(boxes, canvas.height(), canvas.width()));
  }

  private void put(Sample sample, Canvas canvas) {
    double[] mean = config.mean();
    double[] colour = new double[mean.length];
    for (int c = 0; c < mean.length; c++) {
      colour[c] = mean[config.to_rgb() ? mean.length - 1 - c : c];
    }
    Image image = ImageOps.filled(canvas.height(), canvas.width(), mean.length, true, colour);
    try (Image part =
        ImageOps.crop(sample.image(), canvas.x1(), canvas.y1(), canvas.x2(), canvas.y2())) {
      ImageOps.paste(part, image, canvas.x1() + canvas.moveX(), canvas.y1() + canvas.moveY());
    }
    sample.replaceImage(image);
  }

  /**
   * A canvas over an image.
   *
   * @param width its columns
   * @param height its rows
   * @param x1 the first column of the image that it covers
   * @param y1 the first row
   * @param x2 the column after the last
   * @param y2 the row after the last
   * @param moveX what is added to a column of the image to get that of the canvas
   * @param moveY what is added to a row
   */
  private record Canvas(
      int width, int height, int x1, int y1, int x2, int y2, int moveX, int moveY) {
    static Canvas around(int x, int y, int width, int height, Image image) {
      return new Canvas(
          width,
          height,
          Math.max(0, x - width / 2),
          Math.max(0, y - height / 2),
          Math.min(x + width / 2, image.width()),
          Math.min(y + height / 2, image.height()),
          width / 2 - x,
          height / 2 - y);
    }

    boolean[] holdsCentres(float[] boxes) {
      boolean[] held = new boolean[boxes.length / 4];
      for (int i = 0; i < held.length; i++) {
        float x = (boxes[4 * i] + boxes[4 * i + 2]) / 2;
        float y = (boxes[4 * i + 1] + boxes[4 * i + 3]) / 2;
        held[i] = x > x1 && y > y1 && x < x2 && y < y2;
      }
      return held;
    }
  }
}
