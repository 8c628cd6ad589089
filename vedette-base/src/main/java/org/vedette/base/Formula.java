package org.vedette.base;

import java.nio.charset.StandardCharsets;
import java.util.function.DoubleUnaryOperator;
import java.util.zip.CRC32;

/**
 * Numbers that two implementations can both compute, so that weights and inputs of a comparison
 * need not be stored: the i-th number of a key is a splitmix64 hash of (crc32 of the key, i), in
 * [0, 1) with 24 bits, exact in float32.
 */
public final class Formula {
  private final long start;

  private Formula(long start) {
    this.start = start;
  }

  /** The numbers of a key. */
  public static Formula of(String key) {
    CRC32 crc = new CRC32();
    crc.update(key.getBytes(StandardCharsets.UTF_8));
    return new Formula(crc.getValue() << 32);
  }

  /** The i-th number, in [0, 1). */
  public double at(long i) {
    long z = start + i + 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    z ^= z >>> 31;
    return (z >>> 40) * 0x1p-24;
  }

  /**
   * The first n numbers, moved to {@code low + (high - low) * u} in double and rounded to float.
   */
  public float[] floats(int n, double low, double high) {
    return floats(n, u -> low + (high - low) * u);
  }

  /** The first n numbers, each put through a function in double and rounded to float. */
  public float[] floats(int n, DoubleUnaryOperator function) {
    float[] values = new float[n];
    for (int i = 0; i < n; i++) {
      values[i] = (float) function.applyAsDouble(at(i));
    }
    return values;
  }
}
