package org.vedette.visual.chart;

/**
 * A colour to draw with.
 *
 * @param rgb red, green and blue as {@code 0xRRGGBB}; -1 for the colour of the text around, -2 for
 *     that of the paper
 * @param opacity how much it hides what is below, from 0 to 1
 */
record Ink(int rgb, double opacity) {
  /** Text and axes. */
  static final Ink TEXT = new Ink(-1, 0.9);

  /** What should not catch the eye. */
  static final Ink FAINT = new Ink(-1, 0.14);

  /** A plane behind data. */
  static final Ink SHADE = new Ink(-1, 0.09);

  /** What looks cut out of a {@link #SHADE}. */
  static final Ink PAPER = new Ink(-2, 1);

  private static final int[] SERIES = {
    0x2F7ED8, 0xE4572E, 0x2CA58D, 0xB36AE2, 0xE0A100, 0x5C8001, 0xD6336C, 0x7A6C5D, 0x17A2B8,
    0x8085E9
  };

  /** A colour that differs from those of other numbers. */
  static Ink of(int number) {
    return new Ink(SERIES[Math.floorMod(number, SERIES.length)], 1);
  }

  Ink withOpacity(double other) {
    return new Ink(rgb, other);
  }
}
