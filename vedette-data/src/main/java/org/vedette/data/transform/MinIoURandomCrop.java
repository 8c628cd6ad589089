package org.vedette.data.transform;

import org.vedette.base.RandomSource;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.data.Sample;
import org.vedette.data.Transform;
import org.vedette.data.Truths;

/**
 * Crops a random part that overlaps every object enough and holds the centre of some (Liu et al.,
 * SSD, 2016). Upstream: mmdet's {@code MinIoURandomCrop}.
 */
@Component("MinIoURandomCrop")
public final class MinIoURandomCrop implements Transform {
  private static final int TRIES = 50;
  private final Config config;

  /**
   * Settings.
   *
   * @param min_ious the least overlaps; besides them there are the choices of no crop and of any
   *     overlap
   * @param min_crop_size the least share of a side that is kept
   * @param bbox_clip_border whether boxes are cut to the crop
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record Config(
      @Default("(0.1, 0.3, 0.5, 0.7, 0.9)") double[] min_ious,
      @Default("0.3") double min_crop_size,
      @Default("True") boolean bbox_clip_border) {
    /** Checks the share. */
    public Config {
      if (!(min_crop_size > 0 && min_crop_size <= 1)) {
        throw new IllegalArgumentException("'min_crop_size' must be above 0 and up to 1");
      }
    }
  }

  /** A step with these settings. */
  public MinIoURandomCrop(Config config) {
    this.config = config;
  }

  @Override
  public Sample apply(Sample sample, RandomSource random) {
    while (true) {
      int mode = random.nextInt(config.min_ious().length + 2);
      if (mode == 0) {
        return sample;
      }
      double minIou = mode <= config.min_ious().length ? config.min_ious()[mode - 1] : 0;
      for (int i = 0; i < TRIES; i++) {
        int[] patch = draw(sample.image().height(), sample.image().width(), random);
        if (patch != null && crop(sample, patch, minIou)) {
          return sample;
        }
      }
    }
  }

  /** A part x1 y1 x2 y2; null when it is too flat or of no size. */
  private int[] draw(int height, int width, RandomSource random) {
    double newWidth = random.uniform(config.min_crop_size() * width, width);
    double newHeight = random.uniform(config.min_crop_size() * height, height);
    if (newHeight / newWidth < 0.5 || newHeight / newWidth > 2) {
      return null;
    }
    // Upstream names only the lower bound, so the upper one is 1.
    double left = random.uniform(width - newWidth, 1);
    double top = random.uniform(height - newHeight, 1);
    int[] patch = {(int) left, (int) top, (int) (left + newWidth), (int) (top + newHeight)};
    return patch[2] == patch[0] || patch[3] == patch[1] ? null : patch;
  }

  private boolean crop(Sample sample, int[] patch, double minIou) {
    Truths truths = sample.truths();
    if (truths != null && truths.size() > 0) {
      boolean[] keep = new boolean[truths.size()];
      for (int i = 0; i < keep.length; i++) {
        if (iou(patch, truths.boxes(), 4 * i) < minIou) {
          return false;
        }
        keep[i] = holdsCentre(patch, truths.boxes(), 4 * i);
      }
      if (!BoxOps.any(keep)) {
        return false;
      }
      truths = Crops.cropMasks(truths, keep, patch[0], patch[1], patch[2], patch[3]);
      float[] boxes = BoxOps.translate(truths.boxes(), -patch[0], -patch[1]);
      sample.truths(
          truths.withBoxes(
              config.bbox_clip_border()
                  ? BoxOps.clip(boxes, patch[3] - patch[1], patch[2] - patch[0])
                  : boxes));
    }
    Crops.cropPixels(sample, patch[0], patch[1], patch[2], patch[3]);
    return true;
  }

  private static float iou(int[] patch, float[] boxes, int b) {
    float width = Math.min(patch[2], boxes[b + 2]) - Math.max(patch[0], boxes[b]);
    float height = Math.min(patch[3], boxes[b + 3]) - Math.max(patch[1], boxes[b + 1]);
    float overlap = Math.max(width, 0) * Math.max(height, 0);
    float patchArea = (float) (patch[2] - patch[0]) * (patch[3] - patch[1]);
    float boxArea = (boxes[b + 2] - boxes[b]) * (boxes[b + 3] - boxes[b + 1]);
    return overlap / Math.max(patchArea + boxArea - overlap, 1e-6f);
  }

  private static boolean holdsCentre(int[] patch, float[] boxes, int b) {
    float x = (boxes[b] + boxes[b + 2]) / 2;
    float y = (boxes[b + 1] + boxes[b + 3]) / 2;
    return x > patch[0] && y > patch[1] && x < patch[2] && y < patch[3];
  }
}
