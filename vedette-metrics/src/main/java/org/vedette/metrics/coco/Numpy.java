package org.vedette.metrics.coco;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * The few numpy and Python number rules that show in the last digits of COCO's figures. A mean that
 * lies on the border of two rounded values must fall on the same side here as there.
 */
final class Numpy {
  private static final int UNROLL = 8;
  private static final int BLOCK = 128;

  private Numpy() {}

  /** {@code np.linspace(start, stop, count)}: the last value is {@code stop} itself. */
  static double[] linspace(double start, double stop, int count) {
    double step = (stop - start) / (count - 1);
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      values[i] = i * step + start;
    }
    values[count - 1] = stop;
    return values;
  }

  /** {@code np.mean} of the first {@code count} values, which are summed pairwise. */
  static double mean(double[] values, int count) {
    return sum(values, 0, count) / count;
  }

  private static double sum(double[] values, int from, int count) {
    if (count < UNROLL) {
      double sum = 0;
      for (int i = 0; i < count; i++) {
        sum += values[from + i];
      }
      return sum;
    }
    if (count <= BLOCK) {
      return sumOfEightLanes(values, from, count);
    }
    int half = count / 2;
    half -= half % UNROLL;
    return sum(values, from, half) + sum(values, from + half, count - half);
  }

  private static double sumOfEightLanes(double[] values, int from, int count) {
    double[] lane = new double[UNROLL];
    System.arraycopy(values, from, lane, 0, UNROLL);
    int whole = count - count % UNROLL;
    for (int i = UNROLL; i < whole; i += UNROLL) {
      for (int j = 0; j < UNROLL; j++) {
        lane[j] += values[from + i + j];
      }
    }
    double sum =
        ((lane[0] + lane[1]) + (lane[2] + lane[3])) + ((lane[4] + lane[5]) + (lane[6] + lane[7]));
    for (int i = whole; i < count; i++) {
      sum += values[from + i];
    }
    return sum;
  }

  /** {@code np.round(value, 3)}: scale, round half to even, scale back. */
  static double round3(double value) {
    return Math.rint(value * 1000) / 1000;
  }

  /** {@code f"{value:.Nf}"}: the exact binary value rounded half to even. */
  static String fixed(double value, int digits) {
    if (!Double.isFinite(value)) {
      return Double.isNaN(value) ? "nan" : value > 0 ? "inf" : "-inf";
    }
    String text = new BigDecimal(value).setScale(digits, RoundingMode.HALF_EVEN).toPlainString();
    boolean lostSign = text.charAt(0) != '-' && (value < 0 || 1 / value < 0);
    return lostSign ? "-" + text : text;
  }
}
