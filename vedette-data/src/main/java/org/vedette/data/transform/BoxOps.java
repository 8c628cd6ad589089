package org.vedette.data.transform;

import org.vedette.data.image.FlipDirection;

/** What transforms do to boxes x1 y1 x2 y2, (G*4), in float32 as upstream. Each gives new boxes. */
public final class BoxOps {
  private BoxOps() {}

  public static float[] rescale(float[] boxes, double scaleX, double scaleY) {
    float x = (float) scaleX;
    float y = (float) scaleY;
    float[] out = new float[boxes.length];
    for (int i = 0; i < boxes.length; i += 2) {
      out[i] = boxes[i] * x;
      out[i + 1] = boxes[i + 1] * y;
    }
    return out;
  }

  public static float[] translate(float[] boxes, float x, float y) {
    float[] out = new float[boxes.length];
    for (int i = 0; i < boxes.length; i += 2) {
      out[i] = boxes[i] + x;
      out[i + 1] = boxes[i + 1] + y;
    }
    return out;
  }

  public static float[] clip(float[] boxes, int height, int width) {
    float[] out = new float[boxes.length];
    for (int i = 0; i < boxes.length; i += 2) {
      out[i] = Math.max(0, Math.min(boxes[i], width));
      out[i + 1] = Math.max(0, Math.min(boxes[i + 1], height));
    }
    return out;
  }

  public static float[] flip(float[] boxes, int height, int width, FlipDirection direction) {
    float[] out = boxes.clone();
    for (int i = 0; i < boxes.length; i += 4) {
      if (direction.flipsX()) {
        out[i] = width - boxes[i + 2];
        out[i + 2] = width - boxes[i];
      }
      if (direction.flipsY()) {
        out[i + 1] = height - boxes[i + 3];
        out[i + 3] = height - boxes[i + 1];
      }
    }
    return out;
  }

  /** The boxes around the corners after a projective map, a (9) matrix by rows. */
  public static float[] project(float[] boxes, float[] m) {
    float[] out = new float[boxes.length];
    for (int b = 0; b < boxes.length; b += 4) {
      float[] box = {
        Float.POSITIVE_INFINITY,
        Float.POSITIVE_INFINITY,
        Float.NEGATIVE_INFINITY,
        Float.NEGATIVE_INFINITY
      };
      for (int corner = 0; corner < 4; corner++) {
        float x = boxes[b + 2 * (corner % 2)];
        float y = boxes[b + 1 + 2 * (corner / 2)];
        float w = m[6] * x + m[7] * y + m[8];
        float u = (m[0] * x + m[1] * y + m[2]) / w;
        float v = (m[3] * x + m[4] * y + m[5]) / w;
        box[0] = Math.min(box[0], u);
        box[1] = Math.min(box[1], v);
        box[2] = Math.max(box[2], u);
        box[3] = Math.max(box[3], v);
      }
      System.arraycopy(box, 0, out, b, 4);
    }
    return out;
  }

  /** Whether a part of each box lies in an image of this size. */
  public static boolean[] inside(float[] boxes, int height, int width) {
    boolean[] inside = new boolean[boxes.length / 4];
    for (int i = 0; i < inside.length; i++) {
      int b = 4 * i;
      inside[i] = boxes[b] < width && boxes[b + 1] < height && boxes[b + 2] > 0 && boxes[b + 3] > 0;
    }
    return inside;
  }

  /** Whether each box is wider and higher than this. */
  public static boolean[] bigger(float[] boxes, double width, double height) {
    boolean[] bigger = new boolean[boxes.length / 4];
    for (int i = 0; i < bigger.length; i++) {
      int b = 4 * i;
      bigger[i] = boxes[b + 2] - boxes[b] > width && boxes[b + 3] - boxes[b + 1] > height;
    }
    return bigger;
  }

  public static boolean any(boolean[] flags) {
    for (boolean flag : flags) {
      if (flag) {
        return true;
      }
    }
    return false;
  }
}
