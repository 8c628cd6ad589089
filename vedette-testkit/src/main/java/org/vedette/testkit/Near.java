package org.vedette.testkit;

import java.util.Arrays;
import org.bytedeco.pytorch.Tensor;
import org.vedette.tensor.Tensors;

/** Compares numbers with those of the reference. */
public final class Near {
  /** Relative tolerance of float32 results. */
  public static final double FORWARD = 1e-5;

  /** Relative tolerance of float32 gradients. */
  public static final double GRADIENT = 1e-4;

  /** The share of a tensor's largest value below which an element is compared with that share. */
  private static final double FLOOR = 1e-2;

  private Near() {}

  /** Checks shape and elements of a tensor. */
  public static void check(String what, Tensor actual, FixtureTensor expected, double tolerance) {
    long[] shape = Tensors.shape(actual);
    if (!Arrays.equals(shape, expected.shape())) {
      throw new AssertionError(
          what
              + ": shape "
              + Arrays.toString(shape)
              + " instead of "
              + Arrays.toString(expected.shape()));
    }
    check(what, Tensors.toDoubles(actual), expected.data(), tolerance);
  }

  /** Checks floats. */
  public static void check(String what, float[] actual, FixtureTensor expected, double tolerance) {
    double[] values = new double[actual.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = actual[i];
    }
    check(what, values, expected.data(), tolerance);
  }

  /**
   * Checks that each element is within {@code tolerance} of the expected one, relative to that one
   * or, where it is small, to a hundredth of the largest.
   */
  public static void check(String what, double[] actual, double[] expected, double tolerance) {
    if (actual.length != expected.length) {
      throw new AssertionError(
          what + ": " + actual.length + " numbers instead of " + expected.length);
    }
    double largest =
        Arrays.stream(expected).filter(Double::isFinite).map(Math::abs).max().orElse(0);
    for (int i = 0; i < actual.length; i++) {
      double limit = tolerance * Math.max(Math.abs(expected[i]), FLOOR * largest);
      boolean same = Double.compare(actual[i], expected[i]) == 0 || actual[i] == expected[i];
      if (!same && !(Math.abs(actual[i] - expected[i]) <= limit)) {
        throw new AssertionError(what + "[" + i + "]: " + actual[i] + " instead of " + expected[i]);
      }
    }
  }

  /** Checks whole numbers. */
  public static void check(String what, int[] actual, FixtureTensor expected) {
    if (!Arrays.equals(actual, expected.ints())) {
      throw new AssertionError(
          what
              + ": "
              + Arrays.toString(actual)
              + " instead of "
              + Arrays.toString(expected.ints()));
    }
  }
}
