package org.vedette.engine.schedule;

/**
 * The cosine, rounded from twice a double's precision. Values of a schedule build on each other
 * over a whole run, so that the last bit counts: {@link Math#cos} may be off by it, what Python
 * calls practically never is.
 */
public final class Cosines {
  /** Pi / 2 in three parts. */
  private static final double HALF_PI = Math.PI / 2;

  private static final double HALF_PI_2 = 6.123233995736766e-17;
  private static final double HALF_PI_3 = -1.4973849048591833e-33;

  /** Terms of the series after which nothing is left of pi / 4. */
  private static final int TERMS = 14;

  private Cosines() {}

  /** The cosine of an angle that is small beside 2^53. */
  public static double cos(double x) {
    double quarters = Math.rint(x / HALF_PI);
    Twofold rest =
        new Twofold(x, 0)
            .plus(Twofold.product(-quarters, HALF_PI))
            .plus(Twofold.product(-quarters, HALF_PI_2))
            .plus(Twofold.product(-quarters, HALF_PI_3));
    return switch ((int) Math.floorMod((long) quarters, 4L)) {
      case 0 -> series(rest, false).high();
      case 1 -> series(rest, true).negative().high();
      case 2 -> series(rest, false).negative().high();
      default -> series(rest, true).high();
    };
  }

  /** The sine or cosine of at most pi / 4. */
  private static Twofold series(Twofold x, boolean sine) {
    Twofold square = x.times(x).negative();
    Twofold term = sine ? x : new Twofold(1, 0);
    Twofold sum = term;
    int first = sine ? 2 : 1;
    for (int i = 0; i < TERMS; i++) {
      int n = 2 * i + first;
      term = term.times(square).over((double) n * (n + 1));
      sum = sum.plus(term);
    }
    return sum;
  }
}
