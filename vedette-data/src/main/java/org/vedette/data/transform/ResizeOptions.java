package org.vedette.data.transform;

import org.vedette.base.DataException;
import org.vedette.config.component.Default;
import org.vedette.data.Sample;
import org.vedette.data.Truths;
import org.vedette.data.image.Image;
import org.vedette.data.image.ImageOps;
import org.vedette.data.image.Interpolation;
import org.vedette.data.image.PillowResize;

/**
 * How the steps that resize treat pixels and objects.
 *
 * @param clip_object_border whether boxes are cut to the image
 * @param backend whose way of resizing: cv2, or pillow, which does not alias, for uint8 images;
 *     None for cv2
 * @param interpolation how pixels between pixels are made
 */
public record ResizeOptions(
    @Default("True") boolean clip_object_border,
    @Default("'cv2'") String backend,
    @Default("'bilinear'") Interpolation interpolation) {
  private static final String CV2 = "cv2";
  private static final String PILLOW = "pillow";

  /** Checks that the backend knows the interpolation. */
  public ResizeOptions {
    backend = backend == null ? CV2 : backend;
    if (!CV2.equals(backend) && !PILLOW.equals(backend)) {
      throw new IllegalArgumentException("backend='" + backend + "': expected 'cv2' or 'pillow'");
    }
    if (PILLOW.equals(backend) && interpolation == Interpolation.AREA) {
      throw new IllegalArgumentException("backend='pillow' has no interpolation 'area'");
    }
  }

  /** Upstream's defaults. */
  public static ResizeOptions defaults() {
    return new ResizeOptions(true, CV2, Interpolation.BILINEAR);
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
    if (PILLOW.equals(backend) && sample.image().isFloat()) {
      throw new DataException(
          sample.record() + ": backend='pillow' resizes uint8 pixels, got float32");
    }
    sample.replaceImage(resized(sample.image(), size, interpolation));
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
      sample.replaceSegMap(resized(sample.segMap(), size, Interpolation.NEAREST));
    }
    return sample;
  }

  private Image resized(Image image, ImageScale size, Interpolation kind) {
    int height = size.height();
    int width = size.width();
    if (!PILLOW.equals(backend)) {
      return ImageOps.resize(image, height, width, kind);
    }
    return kind == Interpolation.NEAREST
        ? PillowResize.nearest(image, height, width)
        : PillowResize.valueOf(kind.name()).resize(image, height, width);
  }
}
