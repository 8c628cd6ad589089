package org.vedette.data.transform.auto;

import org.vedette.base.RandomSource;
import org.vedette.data.Sample;
import org.vedette.data.Truths;
import org.vedette.data.image.Image;
import org.vedette.data.image.Interpolation;
import org.vedette.data.image.Warps;
import org.vedette.data.mask.InstanceMasks;
import org.vedette.data.transform.BoxOps;

/** A step that moves pixels by an affine map, and boxes, masks and the semantic map along. */
abstract class GeometricChange implements GradedTransform {
  private final Strength strength;
  private final GeometricOptions options;

  GeometricChange(Strength strength, GeometricOptions options) {
    this.strength = strength;
    this.options = options;
  }

  @Override
  public final Sample apply(Sample sample, RandomSource random) {
    if (strength.isSkipped(random)) {
      return sample;
    }
    double magnitude = magnitude(strength.draw(random));
    boolean reversed = random.nextDouble() > options.reversal_prob();
    return apply(sample, reversed ? -magnitude : magnitude);
  }

  @Override
  public final Sample apply(Sample sample, double magnitude) {
    Image image = sample.image();
    int height = image.height();
    int width = image.width();
    double[] map = map(height, width, magnitude);
    sample.replaceImage(
        Warps.affine(image, map, options.interpolation(), options.img_border_value().values()));
    Truths truths = sample.truths();
    if (truths != null) {
      float[] boxes = BoxOps.project(truths.boxes(), homography(map));
      truths = truths.withBoxes(BoxOps.clip(boxes, height, width));
      if (truths.masks() != null) {
        truths = truths.withMasks(move(truths.masks(), magnitude, options));
      }
      sample.truths(truths);
    }
    if (sample.segMap() != null) {
      double[] label = {options.seg_ignore_label()};
      sample.replaceSegMap(Warps.affine(sample.segMap(), map, Interpolation.NEAREST, label));
    }
    return sample;
  }

  /** What a drawn number means; itself unless a step says otherwise. */
  double magnitude(double drawn) {
    return drawn;
  }

  /** The affine matrix (6) by rows, from old to new places, for an image of a size. */
  abstract double[] map(int height, int width, double magnitude);

  /** The masks, moved. */
  abstract InstanceMasks move(InstanceMasks masks, double magnitude, GeometricOptions options);

  private static float[] homography(double[] map) {
    float[] matrix = {0, 0, 0, 0, 0, 0, 0, 0, 1};
    for (int i = 0; i < map.length; i++) {
      matrix[i] = (float) map[i];
    }
    return matrix;
  }
}
