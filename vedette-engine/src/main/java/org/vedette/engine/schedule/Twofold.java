package org.vedette.engine.schedule;

/** A number in two parts, of which the second is below the first's last bit. */
record Twofold(double high, double low) {
  /** The exact sum of two doubles. */
  static Twofold sum(double a, double b) {
    double s = a + b;
    double t = s - a;
    return new Twofold(s, (a - (s - t)) + (b - t));
  }

  /** The exact product of two doubles. */
  static Twofold product(double a, double b) {
    double p = a * b;
    return new Twofold(p, Math.fma(a, b, -p));
  }

  Twofold plus(Twofold other) {
    Twofold s = sum(high, other.high);
    Twofold t = sum(low, other.low);
    Twofold first = sum(s.high, s.low + t.high);
    return sum(first.high, first.low + t.low);
  }

  Twofold times(Twofold other) {
    Twofold p = product(high, other.high);
    return sum(p.high, p.low + (high * other.low + low * other.high));
  }

  Twofold over(double divisor) {
    double q = high / divisor;
    double rest = Math.fma(-q, divisor, high) + low;
    return sum(q, rest / divisor);
  }

  Twofold negative() {
    return new Twofold(-high, -low);
  }
}
