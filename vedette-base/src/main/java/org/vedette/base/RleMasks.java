package org.vedette.base;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Works on masks as COCO's run lengths: the arithmetic of pycocotools' {@code mask} module,
 * exactly.
 *
 * <p>Bitmaps are row major, one byte per pixel, 0 or not. Boxes are x y w h.
 */
public final class RleMasks {
  private static final String UNFINISHED = "RLE text ends within a number";
  private static final int FIRST_DIGIT = 48;

  /** Set in a digit that another one follows. */
  private static final int MORE = 0x20;

  private RleMasks() {}

  /** The run lengths of a row-major bitmap; every byte but 0 is set. */
  public static Rle encode(byte[] bitmap, int height, int width) {
    if (bitmap.length != height * width) {
      throw new IllegalArgumentException(
          "bitmap of " + bitmap.length + " bytes for " + height + "x" + width);
    }
    IntList counts = new IntList(64);
    boolean set = false;
    int run = 0;
    for (int x = 0; x < width; x++) {
      for (int at = x; at < bitmap.length; at += width) {
        if (bitmap[at] != 0 != set) {
          counts.add(run);
          run = 0;
          set = !set;
        }
        run++;
      }
    }
    counts.add(run);
    return new Rle(height, width, counts.toArray());
  }

  /** The row-major bitmap of a mask, bytes 0 and 1. */
  public static byte[] decode(Rle mask) {
    byte[] bitmap = new byte[mask.height() * mask.width()];
    decodeInto(mask, bitmap, 0, (byte) 1);
    return bitmap;
  }

  /**
   * Writes {@code value} into a row-major bitmap wherever the mask is set, and leaves the rest.
   *
   * @param offset where the bitmap starts in {@code target}
   */
  public static void decodeInto(Rle mask, byte[] target, int offset, byte value) {
    requireWhole(mask);
    int height = mask.height();
    int width = mask.width();
    int[] counts = mask.counts();
    int position = 0;
    for (int i = 0; i < counts.length; i++) {
      int end = position + counts[i];
      if (i % 2 == 1) {
        int y = position % height;
        int at = offset + y * width + position / height;
        for (int p = position; p < end; p++) {
          target[at] = value;
          at += width;
          if (++y == height) {
            y = 0;
            at += 1 - height * width;
          }
        }
      }
      position = end;
    }
  }

  /**
   * Reads COCO's compressed counts: six bits a character, each count less the one before the last.
   *
   * @throws IllegalArgumentException when the text is no such code, or does not fill the mask
   */
  public static Rle decompress(int height, int width, String text) {
    // In UTF-8 what is not of the code is negative, and all before it stands where it stood.
    byte[] code = text.getBytes(StandardCharsets.UTF_8);
    int[] counts = new int[numbers(code)];
    int at = 0;
    for (int i = 0; i < counts.length; i++) {
      long value = 0;
      int shift = 0;
      int digit;
      do {
        if (shift > 55) {
          throw new IllegalArgumentException(UNFINISHED);
        }
        digit = code[at++] - FIRST_DIGIT;
        value |= (digit & 0x1fL) << shift;
        shift += 5;
      } while ((digit & MORE) != 0);
      if ((digit & 0x10) != 0) {
        value |= -1L << shift;
      }
      if (i > 2) {
        value += counts[i - 2];
      }
      if (value < 0 || value > Integer.MAX_VALUE) {
        throw new IllegalArgumentException("RLE text gives a run of " + value + " pixels");
      }
      counts[i] = (int) value;
    }
    Rle mask = new Rle(height, width, counts);
    requireWhole(mask);
    return mask;
  }

  /** How many numbers a code holds; all of it is checked to be code. */
  private static int numbers(byte[] code) {
    int numbers = 0;
    boolean unfinished = false;
    for (int i = 0; i < code.length; i++) {
      int digit = code[i] - FIRST_DIGIT;
      if ((digit & ~0x3f) != 0) {
        String text = new String(code, StandardCharsets.UTF_8);
        throw new IllegalArgumentException("RLE text holds '" + text.charAt(i) + "' at " + i);
      }
      unfinished = (digit & MORE) != 0;
      numbers += unfinished ? 0 : 1;
    }
    if (unfinished) {
      throw new IllegalArgumentException(UNFINISHED);
    }
    return numbers;
  }

  /** The counts as COCO's compressed text; see {@link #decompress}. */
  public static String compress(Rle mask) {
    int[] counts = mask.counts();
    StringBuilder text = new StringBuilder(2 * counts.length);
    for (int i = 0; i < counts.length; i++) {
      long value = i > 2 ? (long) counts[i] - counts[i - 2] : counts[i];
      boolean more = true;
      while (more) {
        int digit = (int) (value & 0x1f);
        value >>= 5;
        more = (digit & 0x10) != 0 ? value != -1 : value != 0;
        text.append((char) (48 + (more ? digit | 0x20 : digit)));
      }
    }
    return text.toString();
  }

  /** How many pixels are set. */
  public static long area(Rle mask) {
    long area = 0;
    for (int i = 1; i < mask.counts().length; i += 2) {
      area += mask.counts()[i];
    }
    return area;
  }

  /** The tightest box x y w h around the set pixels; zeros for an empty mask. */
  public static double[] toBbox(Rle mask) {
    int[] counts = mask.counts();
    int height = mask.height();
    int left = mask.width();
    int top = height;
    int right = -1;
    int bottom = -1;
    int position = 0;
    for (int i = 0; i + 1 < counts.length; i += 2) {
      int first = position + counts[i];
      int last = first + counts[i + 1] - 1;
      position = last + 1;
      if (last < first) {
        continue;
      }
      left = Math.min(left, first / height);
      right = Math.max(right, last / height);
      boolean wraps = first / height != last / height;
      top = wraps ? 0 : Math.min(top, first % height);
      bottom = wraps ? height - 1 : Math.max(bottom, last % height);
    }
    return right < 0
        ? new double[4]
        : new double[] {left, top, right - left + 1.0, bottom - top + 1.0};
  }

  /** The union of masks of one size. */
  public static Rle union(List<Rle> masks) {
    return merge(masks, false);
  }

  /** The intersection of masks of one size. */
  public static Rle intersection(List<Rle> masks) {
    return merge(masks, true);
  }

  private static Rle merge(List<Rle> masks, boolean intersect) {
    if (masks.isEmpty()) {
      throw new IllegalArgumentException("no masks to merge");
    }
    Rle merged = masks.get(0);
    for (Rle mask : masks.subList(1, masks.size())) {
      merged = mergePair(merged, mask, intersect);
    }
    return merged;
  }

  private static Rle mergePair(Rle a, Rle b, boolean intersect) {
    if (a.height() != b.height() || a.width() != b.width()) {
      throw new IllegalArgumentException("masks of different sizes: " + size(a) + ", " + size(b));
    }
    requireWhole(a);
    requireWhole(b);
    IntList counts = new IntList(a.counts().length + b.counts().length);
    Runs runs = new Runs(a.counts(), b.counts());
    boolean set = false;
    int length = 0;
    while (runs.next()) {
      boolean now = intersect ? runs.inA && runs.inB : runs.inA || runs.inB;
      if (now != set) {
        counts.add(length);
        length = 0;
        set = now;
      }
      length += runs.length;
    }
    counts.add(length);
    return new Rle(a.height(), a.width(), counts.toArray());
  }

  /**
   * Intersection over union of each detection with each truth; over a crowd truth the intersection
   * over the detection's own area.
   *
   * @return (D*G), row major: the truths of the first detection come first
   */
  public static double[] iou(Rle[] detections, Rle[] truths, boolean[] crowd) {
    double[][] truthBoxes = new double[truths.length][];
    long[] truthAreas = new long[truths.length];
    for (int g = 0; g < truths.length; g++) {
      truthBoxes[g] = toBbox(truths[g]);
      truthAreas[g] = area(truths[g]);
    }
    double[] iou = new double[detections.length * truths.length];
    for (int d = 0; d < detections.length; d++) {
      Rle detection = detections[d];
      double[] box = toBbox(detection);
      long area = area(detection);
      for (int g = 0; g < truths.length; g++) {
        if (overlap(box, truthBoxes[g])) {
          long common = commonArea(detection, truths[g]);
          long whole = crowd[g] ? area : area + truthAreas[g] - common;
          iou[d * truths.length + g] = common == 0 ? 0 : (double) common / whole;
        }
      }
    }
    return iou;
  }

  /** How many pixels are set in both masks. */
  public static long commonArea(Rle a, Rle b) {
    if (a.height() != b.height() || a.width() != b.width()) {
      throw new IllegalArgumentException("masks of different sizes: " + size(a) + ", " + size(b));
    }
    long common = 0;
    Runs runs = new Runs(a.counts(), b.counts());
    while (runs.next()) {
      if (runs.inA && runs.inB) {
        common += runs.length;
      }
    }
    return common;
  }

  private static boolean overlap(double[] a, double[] b) {
    return a[0] < b[0] + b[2] && b[0] < a[0] + a[2] && a[1] < b[1] + b[3] && b[1] < a[1] + a[3];
  }

  /**
   * Checks that the runs are not negative and fill the mask.
   *
   * @throws IllegalArgumentException when they do not
   */
  public static void requireWhole(Rle mask) {
    long sum = 0;
    for (int count : mask.counts()) {
      if (count < 0) {
        throw new IllegalArgumentException("RLE with a run of " + count + " pixels");
      }
      sum += count;
    }
    if (sum != (long) mask.height() * mask.width()) {
      throw new IllegalArgumentException(
          "RLE of " + sum + " pixels for a mask of " + size(mask) + " (height x width)");
    }
  }

  private static String size(Rle mask) {
    return mask.height() + "x" + mask.width();
  }

  /** Walks two lists of runs at once, stretch by stretch in which neither changes. */
  private static final class Runs {
    private final int[] a;
    private final int[] b;
    private int nextA;
    private int nextB;
    private int leftA;
    private int leftB;
    private boolean inA = true;
    private boolean inB = true;
    private int length;

    Runs(int[] a, int[] b) {
      this.a = a;
      this.b = b;
    }

    /** Steps to the next stretch that is not empty; false at the end. */
    boolean next() {
      leftA -= length;
      leftB -= length;
      while (leftA == 0 && nextA < a.length) {
        leftA = a[nextA++];
        inA = nextA % 2 == 0;
      }
      while (leftB == 0 && nextB < b.length) {
        leftB = b[nextB++];
        inB = nextB % 2 == 0;
      }
      length = Math.min(leftA, leftB);
      return length > 0;
    }
  }
}
