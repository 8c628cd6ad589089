package org.vedette.data.transform.auto;

import org.vedette.data.Sample;
import org.vedette.data.Transform;

/**
 * A step whose strength is a number: what {@link AutoAugment} and {@link RandAugment} choose from.
 */
public interface GradedTransform extends Transform {
  /**
   * Changes a sample by a given strength, without chance.
   *
   * @param magnitude what the number means is each step's own: a factor, a threshold, degrees, a
   *     share of the image
   */
  Sample apply(Sample sample, double magnitude);
}
