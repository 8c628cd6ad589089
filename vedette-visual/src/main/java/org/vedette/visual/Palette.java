package org.vedette.visual;

import java.util.List;

/** A colour per class. */
public final class Palette {
  private static final double GOLDEN_RATIO = 0.618033988749895;

  private final int[][] colors;

  private Palette(int[][] colors) {
    this.colors = colors;
  }

  /** The colours of a dataset, (K, 3) RGB in 0..255. */
  public static Palette of(List<int[]> rgb) {
    return new Palette(rgb.toArray(new int[0][]));
  }

  /**
   * Colours that differ well for any number of classes: hues a golden ratio apart, in changing
   * lightness. The same at each call.
   */
  public static Palette distinct(int classes) {
    int[][] colors = new int[classes][];
    for (int i = 0; i < classes; i++) {
      colors[i] = fromHsv((i * GOLDEN_RATIO) % 1, 0.85, i % 3 == 2 ? 0.75 : 0.95);
    }
    return new Palette(colors);
  }

  /** RGB of a class; colours repeat when there are more classes than colours. */
  public int[] color(int label) {
    return colors[Math.floorMod(label, colors.length)].clone();
  }

  private static int[] fromHsv(double hue, double saturation, double value) {
    int[] rgb = new int[3];
    for (int k = 0; k < 3; k++) {
      // The usual piecewise-linear wheel: red at 0, green at 1/3, blue at 2/3.
      double angle = (5 - 2 * k + hue * 6) % 6;
      double part = Math.max(0, Math.min(1, Math.min(angle, 4 - angle)));
      rgb[k] = (int) Math.round(255 * (value - value * saturation * part));
    }
    return rgb;
  }
}
