package org.vedette.data.transform;

import org.vedette.base.RandomSource;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.data.Sample;
import org.vedette.data.Transform;
import org.vedette.data.Truths;

/**
 * Crops a random part of the image; objects outside are dropped. Upstream: mmdet's {@code
 * RandomCrop}.
 */
@Component("RandomCrop")
public final class RandomCrop implements Transform {
  private final Config config;

  /** How the crop's size is found. */
  public enum CropType {
    /** Pixels (width, height). */
    ABSOLUTE,
    /** Both sides drawn from pixels (least, most). */
    ABSOLUTE_RANGE,
    /** Shares (of the width, of the height). */
    RELATIVE,
    /** Shares drawn from (height's least, 1) and (width's least, 1). */
    RELATIVE_RANGE
  }

  /**
   * Settings.
   *
   * @param crop_size two numbers; crop_type says what they are
   * @param crop_type how the crop's size is found
   * @param allow_negative_crop whether a crop without any object is of use
   * @param recompute_bbox whether boxes are made anew from the cropped masks
   * @param bbox_clip_border whether boxes are cut to the crop
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record Config(
      double[] crop_size,
      @Default("'absolute'") CropType crop_type,
      @Default("False") boolean allow_negative_crop,
      @Default("False") boolean recompute_bbox,
      @Default("True") boolean bbox_clip_border) {
    /** Checks the size. */
    public Config {
      boolean relative = crop_type == CropType.RELATIVE || crop_type == CropType.RELATIVE_RANGE;
      boolean fits = crop_size.length == 2 && crop_size[0] > 0 && crop_size[1] > 0;
      if (fits && relative) {
        fits = crop_size[0] <= 1 && crop_size[1] <= 1;
      } else if (fits) {
        fits = crop_size[0] == Math.rint(crop_size[0]) && crop_size[1] == Math.rint(crop_size[1]);
      }
      if (!fits || (crop_type == CropType.ABSOLUTE_RANGE && crop_size[0] > crop_size[1])) {
        throw new IllegalArgumentException(
            "'crop_size' must be two "
                + (relative ? "shares above 0 and up to 1" : "whole numbers above 0")
                + (crop_type == CropType.ABSOLUTE_RANGE ? ", the smaller first" : ""));
      }
    }
  }

  /** A step with these settings. */
  public RandomCrop(Config config) {
    this.config = config;
  }

  @Override
  public Sample apply(Sample sample, RandomSource random) {
    int height = sample.image().height();
    int width = sample.image().width();
    int[] size = size(height, width, random);
    int y = random.nextInt(0, Math.max(height - size[0], 0) + 1);
    int x = random.nextInt(0, Math.max(width - size[1], 0) + 1);
    return crop(sample, x, y, x + size[1], y + size[0]);
  }

  /** The crop's height and width. */
  private int[] size(int height, int width, RandomSource random) {
    double[] size = config.crop_size();
    switch (config.crop_type()) {
      case ABSOLUTE:
        return new int[] {Math.min((int) size[1], height), Math.min((int) size[0], width)};
      case ABSOLUTE_RANGE:
        int cropHeight = between((int) size[0], (int) size[1], height, random);
        return new int[] {cropHeight, between((int) size[0], (int) size[1], width, random)};
      case RELATIVE:
        return new int[] {(int) (height * size[1] + 0.5), (int) (width * size[0] + 0.5)};
      default:
        double ofHeight = share((float) size[0], random.nextDouble());
        double ofWidth = share((float) size[1], random.nextDouble());
        return new int[] {(int) (height * ofHeight + 0.5), (int) (width * ofWidth + 0.5)};
    }
  }

  private static int between(int least, int most, int side, RandomSource random) {
    return random.nextInt(Math.min(side, least), Math.min(side, most) + 1);
  }

  private static double share(float least, double number) {
    return least + number * (1 - least);
  }

  private Sample crop(Sample sample, int x1, int y1, int x2, int y2) {
    int height = Math.min(y2, sample.image().height()) - y1;
    int width = Math.min(x2, sample.image().width()) - x1;
    Truths truths = sample.truths();
    if (truths != null) {
      float[] boxes = BoxOps.translate(truths.boxes(), -x1, -y1);
      boxes = config.bbox_clip_border() ? BoxOps.clip(boxes, height, width) : boxes;
      boolean[] inside = BoxOps.inside(boxes, height, width);
      if (!BoxOps.any(inside) && !config.allow_negative_crop()) {
        return null;
      }
      truths = Crops.cropMasks(truths.withBoxes(boxes), inside, x1, y1, x2, y2);
      if (config.recompute_bbox() && truths.masks() != null) {
        truths = truths.withBoxes(truths.masks().boxes());
      }
      sample.truths(truths);
    }
    Crops.cropPixels(sample, x1, y1, x2, y2);
    return sample;
  }
}
