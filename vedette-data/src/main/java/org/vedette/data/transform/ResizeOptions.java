package org.vedette.data.transform;

import org.vedette.config.component.Default;
import org.vedette.data.Sample;
import org.vedette.data.Truths;
import org.vedette.data.image.Image;
import org.vedette.data.image.ImageOps;
import org.vedette.data.image.Interpolation;

/**
 * How the steps that resize treat pixels and objects.
 *
 * @param clip_object_border whether boxes are cut to the image
 * @param backend who resizes; only cv2
 * @param interpolation how pixels between pixels are made
 */
public record ResizeOptions(
    @Default("True") boolean clip_object_border,
    @Default("'cv2'") String backend,
    @Default("'bilinear'") Interpolation interpolation) {
  /** Refuses other backends, whose pixels differ. */
  public ResizeOptions {
    if (!"cv2".equals(backend)) {
      throw new IllegalArgumentException("backend='" + backend + "': only 'cv2' is there");
    }
  }

  /** Upstream's defaults. */
  public static ResizeOptions defaults() {
    return new ResizeOptions(true, "cv2", Interpolation.BILINEAR);
  }

  /** Resizes a sample's image, boxes, masks and semantic map. */
  Sample resize(Sample sample, ImageScale size) {
    Image before = sample.image();
    double scaleX = (double) size.width() / before.width();
    double scaleY = (double) size.height() / before.height();
    return resize(sample, size, scaleX, scaleY);
  }

  /** The same with factors for the boxes that do not follow from the sizes. */
  Sample resize(Sample sample, ImageScale size, double scaleX, double scaleY) {
    sample.replaceImage(
        ImageOps.resize(sample.image(), size.height(), size.width(), interpolation));
    sample.scale(scaleX, scaleY);
    Truths truths = sample.truths();
    if (truths != null) {
      float[] boxes = BoxOps.rescale(truths.boxes(), scaleX, scaleY);
      boxes = clip_object_border ? BoxOps.clip(boxes, size.height(), size.width()) : boxes;
      truths = truths.withBoxes(boxes);
      if (truths.masks() != null) {
        truths = truths.withMasks(truths.masks().resize(size.height(), size.width()));
      }
      sample.truths(truths);
    }
    if (sample.segMap() != null) {
      sample.replaceSegMap(
          ImageOps.resize(sample.segMap(), size.height(), size.width(), Interpolation.NEAREST));
    }
    return sample;
  }
}
