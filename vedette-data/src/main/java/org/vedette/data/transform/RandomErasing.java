package org.vedette.data.transform;

import org.vedette.base.DataException;
import org.vedette.base.RandomSource;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.data.Sample;
import org.vedette.data.Transform;
import org.vedette.data.Truths;
import org.vedette.data.image.ImageOps;
import org.vedette.data.mask.BitmapMasks;

/**
 * Erases random rectangles; objects of which too little remains are dropped (Zhong et al., 2017).
 * Upstream: mmdet's {@code RandomErasing}.
 */
@Component("RandomErasing")
public final class RandomErasing implements Transform {
  private final Config config;

  /**
   * Settings.
   *
   * @param n_patches how many rectangles, or the least and the most
   * @param ratio their sides as a share of the image's, or the least and the most
   * @param squared whether both sides get the same share
   * @param bbox_erased_thr objects of which this share is erased or more are dropped
   * @param img_border_value what the image is filled with
   * @param mask_border_value what masks are filled with
   * @param seg_ignore_label what the semantic map is filled with
   */
  public record Config(
      IntRange n_patches,
      FloatRange ratio,
      @Default("True") boolean squared,
      @Default("0.9") double bbox_erased_thr,
      @Default("128") PadValue img_border_value,
      @Default("0") int mask_border_value,
      @Default("255") int seg_ignore_label) {
    /** Checks the share. */
    public Config {
      if (!(ratio.low() >= 0 && ratio.high() < 1)) {
        throw new IllegalArgumentException("'ratio' must be 0 or more and below 1");
      }
    }
  }

  /** A step with these settings. */
  public RandomErasing(Config config) {
    this.config = config;
  }

  @Override
  public Sample apply(Sample sample, RandomSource random) {
    return erase(sample, draw(sample.image().height(), sample.image().width(), random));
  }

  /** Erases rectangles x1 y1 x2 y2. */
  Sample erase(Sample sample, int[][] patches) {
    double[] colour = new double[sample.image().channels()];
    double[] given = config.img_border_value().img();
    for (int c = 0; c < colour.length; c++) {
      colour[c] = given.length == 1 ? given[0] : given[c];
    }
    for (int[] p : patches) {
      ImageOps.fill(sample.image(), p[0], p[1], p[2], p[3], colour);
      if (sample.segMap() != null) {
        double[] label = {config.seg_ignore_label()};
        ImageOps.fill(sample.segMap(), p[0], p[1], p[2], p[3], label);
      }
    }
    if (sample.truths() != null) {
      sample.truths(erase(sample, sample.truths(), patches));
    }
    return sample;
  }

  /** Rectangles x1 y1 x2 y2. */
  private int[][] draw(int height, int width, RandomSource random) {
    int count = random.nextInt(config.n_patches().low(), config.n_patches().high() + 1);
    int[][] patches = new int[count][];
    for (int i = 0; i < count; i++) {
      double ofHeight = share(random);
      double ofWidth = config.squared() ? ofHeight : share(random);
      int patchHeight = (int) (height * ofHeight);
      int patchWidth = (int) (width * ofWidth);
      int x = random.nextInt(0, width - patchWidth);
      int y = random.nextInt(0, height - patchHeight);
      patches[i] = new int[] {x, y, x + patchWidth, y + patchHeight};
    }
    return patches;
  }

  private double share(RandomSource random) {
    FloatRange ratio = config.ratio();
    return random.nextDouble() * (ratio.high() - ratio.low()) + ratio.low();
  }

  private Truths erase(Sample sample, Truths truths, int[][] patches) {
    boolean[] keep = new boolean[truths.size()];
    for (int i = 0; i < keep.length; i++) {
      keep[i] = erasedShare(truths.boxes(), 4 * i, patches) < config.bbox_erased_thr();
    }
    Truths kept = truths.select(keep);
    if (kept.masks() == null) {
      return kept;
    }
    if (!(kept.masks() instanceof BitmapMasks bitmaps)) {
      throw new DataException(
          sample.record() + ": RandomErasing needs bitmaps; use LoadAnnotations(poly2mask=True)");
    }
    byte value = (byte) config.mask_border_value();
    for (int[] p : patches) {
      bitmaps = bitmaps.fill(p[0], p[1], p[2], p[3], value);
    }
    return kept.withMasks(bitmaps);
  }

  private static double erasedShare(float[] boxes, int b, int[][] patches) {
    double erased = 0;
    for (int[] p : patches) {
      double width = Math.min(boxes[b + 2], p[2]) - Math.max(boxes[b], p[0]);
      double height = Math.min(boxes[b + 3], p[3]) - Math.max(boxes[b + 1], p[1]);
      erased += Math.max(width, 0) * Math.max(height, 0);
    }
    float area = (boxes[b + 2] - boxes[b]) * (boxes[b + 3] - boxes[b + 1]);
    return erased / (area + 1e-7f);
  }
}
