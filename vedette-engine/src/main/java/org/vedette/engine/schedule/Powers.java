package org.vedette.engine.schedule;

/**
 * Powers, rounded from twice a double's precision, for the same reason as {@link Cosines}: {@link
 * Math#pow} may be off by the last bit, what Python calls practically never is.
 */
public final class Powers {
  /** The logarithm of 2 in three parts. */
  private static final double LN_2 = 0.6931471805599453;

  private static final double LN_2_2 = 2.3190468138462996e-17;
  private static final double LN_2_3 = 5.707708438416212e-34;

  /** Terms of the series after which nothing is left of half the logarithm of 2. */
  private static final int TERMS = 26;

  /** Beyond this exponent results are subnormal, infinite or 0. */
  private static final double RANGE = 700;

  private Powers() {}

  /** A base to an exponent, by the rules of {@link Math#pow}. */
  public static double pow(double base, double exponent) {
    if (exponent == 1 || base == 1) {
      return base;
    }
    boolean ordinary =
        base >= Double.MIN_NORMAL && base < Double.POSITIVE_INFINITY && Double.isFinite(exponent);
    if (!ordinary || exponent == 0 || Math.abs(exponent * Math.log(base)) > RANGE) {
      return Math.pow(base, exponent);
    }
    return exp(log(base).times(new Twofold(exponent, 0))).high();
  }

  /** A base to a whole exponent, which a double holds exactly up to 2^53. */
  public static double pow(double base, long exponent) {
    return pow(base, (double) exponent);
  }

  /** One step of Newton's method doubles the digits of the logarithm. */
  private static Twofold log(double x) {
    double guess = Math.log(x);
    Twofold rest = exp(new Twofold(-guess, 0)).times(new Twofold(x, 0)).plus(new Twofold(-1, 0));
    return new Twofold(guess, 0).plus(rest);
  }

  private static Twofold exp(Twofold x) {
    double halvings = Math.rint(x.high() / LN_2);
    Twofold rest =
        x.plus(Twofold.product(-halvings, LN_2))
            .plus(Twofold.product(-halvings, LN_2_2))
            .plus(Twofold.product(-halvings, LN_2_3));
    Twofold term = new Twofold(1, 0);
    Twofold sum = term;
    for (int i = 1; i <= TERMS; i++) {
      term = term.times(rest).over(i);
      sum = sum.plus(term);
    }
    int scale = (int) halvings;
    return new Twofold(Math.scalb(sum.high(), scale), Math.scalb(sum.low(), scale));
  }
}
