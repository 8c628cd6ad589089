package org.vedette.data.transform.albu;

import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.vedette.base.DataException;
import org.vedette.data.Sample;
import org.vedette.data.image.Image;
import org.vedette.data.mask.BitmapMasks;

/** What an {@link AlbuOperation} changes: an image, boxes as shares of its sides, and masks. */
public final class Scene {
  private final Sample sample;
  private double[][] boxes;
  private int[] objects;
  private BitmapMasks masks;

  /** The scene of a sample; {@code boxes} are (G)(4) in pixels, {@code masks} may be null. */
  Scene(Sample sample, float[] boxes, BitmapMasks masks) {
    this.sample = sample;
    this.masks = masks;
    this.boxes = new double[boxes.length / 4][4];
    this.objects = new int[this.boxes.length];
    for (int i = 0; i < boxes.length; i++) {
      this.boxes[i / 4][i % 4] = (double) boxes[i] / side(i);
      objects[i / 4] = i / 4;
    }
  }

  private int side(int coordinate) {
    return coordinate % 2 == 0 ? image().width() : image().height();
  }

  /** The image, uint8; the scene goes on owning it. */
  public Image image() {
    return sample.image();
  }

  /** Takes over another image of the same size. */
  public void replaceImage(Image image) {
    sample.replaceImage(image);
  }

  /**
   * Refuses images with another number of channels.
   *
   * @param operation names who asks
   */
  public void requireChannels(int channels, String operation) {
    if (image().channels() != channels) {
      throw new DataException(
          "%s: %s needs %d channels, but the image has %d"
              .formatted(sample.record(), operation, channels, image().channels()));
    }
  }

  /** Changes each box x1 y1 x2 y2, in shares of the image's width and height. */
  public void moveBoxes(UnaryOperator<double[]> move) {
    boxes = Arrays.stream(boxes).map(move).toArray(double[][]::new);
  }

  /**
   * Changes each mask, a uint8 image of one channel, 0 or 1; the scene closes what it hands over
   * and what it gets.
   */
  public void moveMasks(UnaryOperator<Image> move) {
    if (masks == null) {
      return;
    }
    byte[][] moved = new byte[masks.size()][];
    for (int i = 0; i < moved.length; i++) {
      try (Image mask = Image.of(masks.bitmap(i), masks.height(), masks.width(), 1);
          Image changed = move.apply(mask)) {
        moved[i] = changed.toBytes();
      }
    }
    masks = new BitmapMasks(moved, masks.height(), masks.width());
  }

  /** The boxes (G)(4) that are left, in shares. */
  double[][] boxes() {
    return boxes;
  }

  /** Which objects of the sample the boxes belong to. */
  int[] objects() {
    return objects;
  }

  /** The masks of all objects of the sample, those without a box too; null when there are none. */
  BitmapMasks masks() {
    return masks;
  }

  /** Cuts boxes to the image and drops those of which too little is left. */
  void filter(BoxRules rules) {
    int count = 0;
    double[][] kept = new double[boxes.length][];
    int[] keptObjects = new int[boxes.length];
    for (int i = 0; i < boxes.length; i++) {
      double[] cut = Arrays.stream(boxes[i]).map(v -> Math.max(0, Math.min(v, 1))).toArray();
      if (rules.keep(pixels(boxes[i]), pixels(cut))) {
        kept[count] = cut;
        keptObjects[count++] = objects[i];
      }
    }
    boxes = Arrays.copyOf(kept, count);
    objects = Arrays.copyOf(keptObjects, count);
  }

  /** A box in pixels. */
  double[] pixels(double[] box) {
    double[] pixels = new double[4];
    Arrays.setAll(pixels, i -> box[i] * side(i));
    return pixels;
  }
}
