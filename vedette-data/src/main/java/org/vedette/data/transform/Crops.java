package org.vedette.data.transform;

import org.vedette.data.Sample;
import org.vedette.data.Truths;
import org.vedette.data.image.ImageOps;

/** Cuts a part out of a sample. */
final class Crops {
  private Crops() {}

  /** Crops the image and the semantic map to (x1, y1) .. before (x2, y2). */
  static void cropPixels(Sample sample, int x1, int y1, int x2, int y2) {
    sample.replaceImage(ImageOps.crop(sample.image(), x1, y1, x2, y2));
    if (sample.segMap() != null) {
      sample.replaceSegMap(ImageOps.crop(sample.segMap(), x1, y1, x2, y2));
    }
  }

  /** The kept objects with their masks cropped; their boxes are as they were. */
  static Truths cropMasks(Truths truths, boolean[] keep, int x1, int y1, int x2, int y2) {
    Truths kept = truths.select(keep);
    return kept.masks() == null ? kept : kept.withMasks(kept.masks().crop(x1, y1, x2, y2));
  }
}
