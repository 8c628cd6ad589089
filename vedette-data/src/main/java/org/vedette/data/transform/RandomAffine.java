package org.vedette.data.transform;

import org.vedette.base.DataException;
import org.vedette.base.RandomSource;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.data.Sample;
import org.vedette.data.Transform;
import org.vedette.data.Truths;
import org.vedette.data.image.ImageOps;

/** Turns, scales, shears and moves the image by chance. Upstream: mmdet's {@code RandomAffine}. */
@Component("RandomAffine")
public final class RandomAffine implements Transform {
  private final Config config;

  /**
   * Settings.
   *
   * @param max_rotate_degree the most that the image is turned, in degrees
   * @param max_translate_ratio the most that it is moved, as a share of its sides
   * @param scaling_ratio_range the least and the most that it is scaled by
   * @param max_shear_degree the most that it is sheared, in degrees
   * @param border what is added on each side (horizontally, vertically); below 0 it is taken away,
   *     as after Mosaic
   * @param border_val what stands outside the image, per channel
   * @param bbox_clip_border whether boxes are cut to the image
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record Config(
      @Default("10.0") double max_rotate_degree,
      @Default("0.1") double max_translate_ratio,
      @Default("(0.5, 1.5)") FloatRange scaling_ratio_range,
      @Default("2.0") double max_shear_degree,
      @Default("(0, 0)") int[] border,
      @Default("(114, 114, 114)") double[] border_val,
      @Default("True") boolean bbox_clip_border) {
    /** Checks the ranges. */
    public Config {
      if (!(max_translate_ratio >= 0 && max_translate_ratio <= 1)) {
        throw new IllegalArgumentException("'max_translate_ratio' must be from 0 to 1");
      }
      if (!(scaling_ratio_range.low() > 0)) {
        throw new IllegalArgumentException("'scaling_ratio_range' must be above 0");
      }
      if (border.length != 2) {
        throw new IllegalArgumentException("'border' must be (horizontal, vertical)");
      }
    }
  }

  /** A step with these settings. */
  public RandomAffine(Config config) {
    this.config = config;
  }

  @Override
  public Sample apply(Sample sample, RandomSource random) {
    int height = sample.image().height() + 2 * config.border()[1];
    int width = sample.image().width() + 2 * config.border()[0];
    if (height <= 0 || width <= 0) {
      throw new DataException(sample.record() + ": RandomAffine's 'border' leaves no image");
    }
    float[] matrix = draw(height, width, random);
    sample.replaceImage(
        ImageOps.warpPerspective(sample.image(), matrix, height, width, config.border_val()));
    Truths truths = sample.truths();
    if (truths != null && truths.size() > 0) {
      if (truths.masks() != null) {
        throw new DataException(sample.record() + ": RandomAffine moves boxes, but no masks");
      }
      float[] boxes = BoxOps.project(truths.boxes(), matrix);
      boxes = config.bbox_clip_border() ? BoxOps.clip(boxes, height, width) : boxes;
      sample.truths(truths.withBoxes(boxes).select(BoxOps.inside(boxes, height, width)));
    }
    return sample;
  }

  /** The matrix that maps old pixels to new ones, (9) by rows, in float32. */
  private float[] draw(int height, int width, RandomSource random) {
    double angle = Math.toRadians(around(config.max_rotate_degree(), random));
    FloatRange range = config.scaling_ratio_range();
    double scale = random.uniform(range.low(), range.high());
    double shearX = Math.tan(Math.toRadians(around(config.max_shear_degree(), random)));
    double shearY = Math.tan(Math.toRadians(around(config.max_shear_degree(), random)));
    double moveX = around(config.max_translate_ratio(), random) * width;
    double moveY = around(config.max_translate_ratio(), random) * height;
    double cos = Math.cos(angle);
    double sin = Math.sin(angle);
    float[] warp = product(matrix(1, 0, moveX, 0, 1, moveY), matrix(1, shearX, 0, shearY, 1, 0));
    warp = product(warp, matrix(cos, -sin, 0, sin, cos, 0));
    return product(warp, matrix(scale, 0, 0, 0, scale, 0));
  }

  private static double around(double most, RandomSource random) {
    return random.uniform(-most, most);
  }

  private static float[] matrix(double... upper) {
    float[] matrix = {0, 0, 0, 0, 0, 0, 0, 0, 1};
    for (int i = 0; i < upper.length; i++) {
      matrix[i] = (float) upper[i];
    }
    return matrix;
  }

  private static float[] product(float[] a, float[] b) {
    float[] product = new float[9];
    for (int row = 0; row < 3; row++) {
      for (int column = 0; column < 3; column++) {
        float sum = 0;
        for (int k = 0; k < 3; k++) {
          // BLAS fuses too; a last bit of the matrix shows in the pixels.
          sum = Math.fma(a[3 * row + k], b[3 * k + column], sum);
        }
        product[3 * row + column] = sum;
      }
    }
    return product;
  }
}
