package org.vedette.data.transform.auto;

import org.vedette.base.DataException;
import org.vedette.base.RandomSource;
import org.vedette.data.Sample;
import org.vedette.data.image.Image;

/** A step that changes colours and moves nothing: what all of them have in common. */
abstract class ColourChange implements GradedTransform {
  private final Strength strength;

  ColourChange(Strength strength) {
    this.strength = strength;
  }

  @Override
  public final Sample apply(Sample sample, RandomSource random) {
    return strength.isSkipped(random) ? sample : apply(sample, strength.draw(random));
  }

  @Override
  public final Sample apply(Sample sample, double magnitude) {
    sample.replaceImage(change(sample.image(), magnitude));
    return sample;
  }

  /** The changed image; the given one is left as it is. */
  abstract Image change(Image image, double magnitude);

  /** Refuses what has no finite set of values. */
  final void requireBytes(Image image) {
    if (image.isFloat()) {
      throw new DataException(
          getClass().getSimpleName()
              + " counts or shifts whole values and needs uint8 pixels, got float32; put it before"
              + " steps such as PhotoMetricDistortion, and leave out to_float32");
    }
  }
}
