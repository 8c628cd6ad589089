package org.vedette.data;

import java.util.Arrays;
import java.util.List;
import org.vedette.base.Rle;
import org.vedette.base.Truth;
import org.vedette.data.mask.InstanceMasks;
import org.vedette.data.mask.PolygonMasks;

/**
 * The annotated objects of an image: G boxes with labels, flags and, where they were asked for,
 * masks. Immutable by convention: what changes objects makes new ones.
 *
 * @param boxes (G*4): x1 y1 x2 y2 in pixels
 * @param labels (G): index into the classes; null when labels were not loaded
 * @param ignored (G): whether a detector is neither to find nor to miss the object, as a crowd
 * @param masks G masks, or null
 * @param boxed whether boxes were loaded; else they are zeros, from which no detector can learn
 */
@SuppressWarnings("ArrayRecordComponent")
public record Truths(
    float[] boxes, int[] labels, boolean[] ignored, InstanceMasks masks, boolean boxed) {
  /** No objects, without masks. */
  public static final Truths NONE = new Truths(new float[0], new int[0], new boolean[0], null);

  /** Checks that the parts agree. */
  public Truths {
    int count = ignored.length;
    if (boxes.length != 4 * count
        || (labels != null && labels.length != count)
        || (masks != null && masks.size() != count)) {
      throw new IllegalArgumentException(
          "flags of " + count + " objects, but " + boxes.length + " box coordinates");
    }
  }

  /** Objects with boxes. */
  public Truths(float[] boxes, int[] labels, boolean[] ignored, InstanceMasks masks) {
    this(boxes, labels, ignored, masks, true);
  }

  /** How many objects there are. */
  public int size() {
    return ignored.length;
  }

  /** The same objects with other boxes. */
  public Truths withBoxes(float[] newBoxes) {
    return new Truths(newBoxes, labels, ignored, masks, boxed);
  }

  /** The same objects with other masks. */
  public Truths withMasks(InstanceMasks newMasks) {
    return new Truths(boxes, labels, ignored, newMasks, boxed);
  }

  /** The objects that are kept, in order. */
  public Truths select(boolean[] keep) {
    int[] kept = new int[keep.length];
    int count = 0;
    for (int i = 0; i < keep.length; i++) {
      if (keep[i]) {
        kept[count++] = i;
      }
    }
    return count == keep.length ? this : select(Arrays.copyOf(kept, count));
  }

  /** These objects, in this order. */
  public Truths select(int[] objects) {
    float[] newBoxes = new float[4 * objects.length];
    int[] newLabels = labels == null ? null : new int[objects.length];
    boolean[] newIgnored = new boolean[objects.length];
    for (int i = 0; i < objects.length; i++) {
      System.arraycopy(boxes, 4 * objects[i], newBoxes, 4 * i, 4);
      newIgnored[i] = ignored[objects[i]];
      if (labels != null) {
        newLabels[i] = labels[objects[i]];
      }
    }
    return new Truths(
        newBoxes, newLabels, newIgnored, masks == null ? null : masks.select(objects), boxed);
  }

  /**
   * The objects of several images that became one, in order. Masks are joined where all have them;
   * they must be of one size. They have boxes where all have.
   *
   * @throws IllegalArgumentException when only some have labels
   */
  public static Truths concat(List<Truths> parts) {
    int count = parts.stream().mapToInt(Truths::size).sum();
    boolean labelled = parts.get(0).labels() != null;
    boolean masked = parts.stream().allMatch(part -> part.masks() != null);
    float[] boxes = new float[4 * count];
    int[] labels = labelled ? new int[count] : null;
    boolean[] ignored = new boolean[count];
    int filled = 0;
    for (Truths part : parts) {
      if ((part.labels() != null) != labelled) {
        throw new IllegalArgumentException("only some of the objects have labels");
      }
      System.arraycopy(part.boxes(), 0, boxes, 4 * filled, part.boxes().length);
      System.arraycopy(part.ignored(), 0, ignored, filled, part.size());
      if (labelled) {
        System.arraycopy(part.labels(), 0, labels, filled, part.size());
      }
      filled += part.size();
    }
    return new Truths(
        boxes,
        labels,
        ignored,
        masked ? InstanceMasks.concat(parts.stream().map(Truths::masks).toList()) : null,
        parts.stream().allMatch(Truths::boxed));
  }

  private double[][][] outlines() {
    if (!(masks instanceof PolygonMasks polygons)) {
      return null;
    }
    double[][][] outlines = new double[size()][][];
    Arrays.setAll(outlines, polygons::polygons);
    return outlines;
  }

  /**
   * The objects as plain arrays for a model; masks become run lengths.
   *
   * @throws IllegalStateException when labels were not loaded
   */
  public Truth toTruth() {
    if (labels == null) {
      throw new IllegalStateException(
          "objects without labels; use LoadAnnotations(with_label=True)");
    }
    Rle[] runs = null;
    if (masks != null) {
      runs = new Rle[size()];
      Arrays.setAll(runs, masks::toRle);
    }
    return new Truth(boxes, labels, ignored, runs, outlines());
  }
}
