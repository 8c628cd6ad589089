package org.vedette.data.transform;

import java.util.Arrays;
import org.vedette.data.Sample;
import org.vedette.data.Truths;
import org.vedette.data.image.Image;
import org.vedette.data.mask.BitmapMasks;

/** Small samples for tests. */
public final class Samples {
  private Samples() {}

  /** A grey BGR image of these values, one for each pixel. */
  public static Sample grey(int height, int width, int... values) {
    byte[] pixels = new byte[3 * values.length];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) values[i / 3];
    }
    return Sample.of(Image.of(pixels, height, width, 3));
  }

  /** An image of one channel after the other of each pixel. */
  public static Sample colour(int height, int width, int... values) {
    byte[] pixels = new byte[values.length];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) values[i];
    }
    return Sample.of(Image.of(pixels, height, width, values.length / (height * width)));
  }

  /** A black image with boxes x1 y1 x2 y2 of labels 0, 1, ... */
  public static Sample withBoxes(int height, int width, float... boxes) {
    Sample sample = grey(height, width, new int[height * width]);
    int count = boxes.length / 4;
    int[] labels = new int[count];
    Arrays.setAll(labels, i -> i);
    sample.truths(new Truths(boxes, labels, new boolean[count], null));
    return sample;
  }

  /** The same with masks that fill the boxes. */
  public static Sample withMasks(int height, int width, float... boxes) {
    Sample sample = withBoxes(height, width, boxes);
    byte[][] masks = new byte[boxes.length / 4][height * width];
    for (int i = 0; i < masks.length; i++) {
      for (int y = (int) boxes[4 * i + 1]; y < boxes[4 * i + 3]; y++) {
        for (int x = (int) boxes[4 * i]; x < boxes[4 * i + 2]; x++) {
          masks[i][y * width + x] = 1;
        }
      }
    }
    sample.truths(sample.truths().withMasks(new BitmapMasks(masks, height, width)));
    return sample;
  }

  /** The image's values, row by row. */
  public static int[] values(Sample sample) {
    return values(sample.image());
  }

  /** An image's values, row by row. */
  public static int[] values(Image image) {
    byte[] bytes = image.toBytes();
    int[] values = new int[bytes.length];
    Arrays.setAll(values, i -> bytes[i] & 0xFF);
    return values;
  }

  /** The first channel of each pixel. */
  public static int[] firstChannel(Sample sample) {
    int[] values = values(sample);
    int channels = sample.image().channels();
    int[] first = new int[values.length / channels];
    Arrays.setAll(first, i -> values[i * channels]);
    return first;
  }
}
