package org.vedette.data.transform;

import java.util.ArrayList;
import java.util.List;
import org.vedette.base.DataException;
import org.vedette.base.RandomSource;
import org.vedette.data.MixTransform;
import org.vedette.data.Sample;
import org.vedette.data.image.Image;

/** What the steps that mix images share. */
final class Mixing {
  private Mixing() {}

  /** Checks that an image can be mixed into another. */
  static void check(Sample part, Image target, String step) {
    if (part.truths() == null) {
      throw new DataException(
          part.record() + ": " + step + " needs objects; put LoadAnnotations before it");
    }
    if (part.segMap() != null) {
      throw new DataException(part.record() + ": " + step + " mixes no semantic maps");
    }
    Image image = part.image();
    if (image.channels() != target.channels() || image.isFloat() != target.isFloat()) {
      throw new DataException(
          part.record()
              + ": "
              + step
              + " cannot mix "
              + kind(image)
              + " into "
              + kind(target)
              + "; load all images with the same color_type");
    }
  }

  private static String kind(Image image) {
    return image.channels() + " channels of " + (image.isFloat() ? "float32" : "uint8");
  }

  /** Loads images; when one cannot be loaded the others are closed. */
  static List<Sample> load(MixTransform.Source source, int[] indices, RandomSource random) {
    List<Sample> samples = new ArrayList<>();
    boolean done = false;
    try {
      for (int index : indices) {
        samples.add(source.load(index, random));
      }
      done = true;
      return samples;
    } finally {
      if (!done) {
        samples.forEach(Sample::close);
      }
    }
  }
}
