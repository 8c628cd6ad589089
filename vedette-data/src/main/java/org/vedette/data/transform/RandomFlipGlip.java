package org.vedette.data.transform;

import org.vedette.base.RandomSource;
import org.vedette.config.component.Component;
import org.vedette.config.component.Flat;
import org.vedette.data.Sample;
import org.vedette.data.Transform;
import org.vedette.data.image.FlipDirection;

/**
 * {@code RandomFlip} for boxes whose last pixel counts: a horizontal flip moves them one pixel
 * further left. Upstream: mmdet's {@code RandomFlip_GLIP}.
 */
@Component("RandomFlip_GLIP")
public final class RandomFlipGlip implements Transform {
  private final RandomFlip flip;

  /**
   * Settings.
   *
   * @param flipping those of RandomFlip
   */
  public record Config(@Flat RandomFlip.Config flipping) {}

  /** A step with these settings. */
  public RandomFlipGlip(Config config) {
    this.flip = new RandomFlip(config.flipping());
  }

  @Override
  public Sample apply(Sample sample, RandomSource random) {
    Sample flipped = flip.apply(sample, random);
    if (flipped.flip() == FlipDirection.HORIZONTAL && flipped.truths() != null) {
      float[] boxes = flipped.truths().boxes().clone();
      for (int i = 0; i < boxes.length; i += 2) {
        boxes[i] -= 1;
      }
      flipped.truths(flipped.truths().withBoxes(boxes));
    }
    return flipped;
  }
}
