package org.vedette.base;

/**
 * Random numbers that belong to an address, not to a stream: the same (seed, epoch, index) gives
 * the same numbers whatever thread asks, and whether or not the run was resumed. A splitmix64
 * generator over a mix of the address.
 *
 * <p>Not thread-safe: each sample, layer or step makes its own.
 */
public class RandomSource {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;
  private long state;

  /**
   * A source that continues from a state; for subclasses, which may hand out numbers of their own.
   */
  protected RandomSource(long state) {
    this.state = state;
  }

  /** The source of an address such as (seed, epoch, index) or (seed, iteration, rank, layer). */
  public static RandomSource at(long... address) {
    long mixed = 0;
    for (long part : address) {
      mixed = mix(mixed + GOLDEN + mix(part + GOLDEN));
    }
    return new RandomSource(mixed);
  }

  /** A source for a part of what this one serves; it does not advance this one. */
  public RandomSource child(long part) {
    return at(state, part);
  }

  /** 64 random bits. */
  public long nextLong() {
    state += GOLDEN;
    return mix(state);
  }

  /** A number in [0, 1). */
  public double nextDouble() {
    return (nextLong() >>> 11) * 0x1p-53;
  }

  /** A number in [low, high). */
  public double uniform(double low, double high) {
    return low + (high - low) * nextDouble();
  }

  /** A whole number in [0, bound). */
  public int nextInt(int bound) {
    if (bound <= 0) {
      throw new IllegalArgumentException("bound " + bound);
    }
    return (int) Long.remainderUnsigned(nextLong(), bound);
  }

  /** A whole number in [low, high). */
  public int nextInt(int low, int high) {
    return low + nextInt(high - low);
  }

  /** A number of the standard normal distribution (Box-Muller). */
  public double nextGaussian() {
    double radius = Math.sqrt(-2 * Math.log(1 - nextDouble()));
    return radius * Math.cos(2 * Math.PI * nextDouble());
  }

  /** A random order of 0..n-1 (Fisher-Yates). */
  public int[] permutation(int n) {
    int[] order = new int[n];
    for (int i = 0; i < n; i++) {
      int j = nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }

  private static long mix(long x) {
    long z = (x ^ (x >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
