package org.vedette.data.transform;

import org.vedette.base.RandomSource;
import org.vedette.config.component.Component;
import org.vedette.data.Sample;
import org.vedette.data.Transform;

/**
 * Subtracts 1 from the right and lower borders of boxes, so that they name the last pixel.
 * Upstream: mmdet's {@code GTBoxSubOne_GLIP}.
 */
@Component("GTBoxSubOne_GLIP")
public final class GtBoxSubOneGlip implements Transform {
  @Override
  public Sample apply(Sample sample, RandomSource random) {
    if (sample.truths() != null) {
      float[] boxes = sample.truths().boxes().clone();
      for (int i = 0; i < boxes.length; i += 4) {
        boxes[i + 2] -= 1;
        boxes[i + 3] -= 1;
      }
      sample.truths(sample.truths().withBoxes(boxes));
    }
    return sample;
  }
}
