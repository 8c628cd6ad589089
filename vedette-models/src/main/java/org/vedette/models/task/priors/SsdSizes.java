package org.vedette.models.task.priors;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.vedette.core.task.Stride;

/**
 * The smallest and largest anchor of each level of SSD (Liu et al. 2016).
 *
 * @param smallest of each level
 * @param largest of each level
 */
@SuppressWarnings("ArrayRecordComponent")
record SsdSizes(double[] smallest, double[] largest) {
  /** Sizes spread evenly over a range of the image's size, with one more for the finest level. */
  static SsdSizes spread(int inputSize, double low, double high, int levels) {
    int lowest = (int) (low * 100);
    int highest = (int) (high * 100);
    int step = (highest - lowest) / (levels - 2);
    List<Integer> smallest = new ArrayList<>();
    List<Integer> largest = new ArrayList<>();
    int[] finest = finest(inputSize, low);
    smallest.add(inputSize * finest[0] / 100);
    largest.add(inputSize * finest[1] / 100);
    for (int percent = lowest; percent <= highest; percent += step) {
      smallest.add(inputSize * percent / 100);
      largest.add(inputSize * (percent + step) / 100);
    }
    if (smallest.size() != levels) {
      throw new IllegalArgumentException(
          "basesize_ratio_range gives " + smallest.size() + " sizes for " + levels + " strides");
    }
    return new SsdSizes(
        smallest.stream().mapToDouble(Integer::doubleValue).toArray(),
        largest.stream().mapToDouble(Integer::doubleValue).toArray());
  }

  /** The percentages of the finest level, for the ranges that SSD knows. */
  private static int[] finest(int inputSize, double low) {
    if (inputSize == 300 && low == 0.15) {
      return new int[] {7, 15};
    }
    if (inputSize == 300 && low == 0.2) {
      return new int[] {10, 20};
    }
    if (inputSize == 512 && low == 0.1) {
      return new int[] {4, 10};
    }
    if (inputSize == 512 && low == 0.15) {
      return new int[] {7, 15};
    }
    throw new IllegalArgumentException(
        "without min_sizes and max_sizes input_size must be 300 with a range from 0.15 or 0.2, or"
            + " 512 with one from 0.1 or 0.15; got "
            + inputSize
            + " and "
            + low);
  }

  /**
   * The boxes of each level's first cell: the smallest square, one between it and the largest, and
   * the smallest at each ratio and its inverse.
   */
  List<float[]> base(
      List<Stride> strides, List<List<Double>> ratios, boolean scaleMajor, boolean legacy) {
    return IntStream.range(0, strides.size())
        .mapToObj(level -> level(level, strides.get(level), ratios.get(level), scaleMajor, legacy))
        .toList();
  }

  private float[] level(
      int level, Stride stride, List<Double> ratios, boolean scaleMajor, boolean legacy) {
    float[] stretches = new float[1 + 2 * ratios.size()];
    stretches[0] = 1;
    for (int i = 0; i < ratios.size(); i++) {
      stretches[1 + 2 * i] = (float) (1 / ratios.get(i));
      stretches[2 + 2 * i] = ratios.get(i).floatValue();
    }
    float[] scales = {1, (float) Math.sqrt(largest[level] / smallest[level])};
    double less = legacy ? 1 : 0;
    float[] all =
        new BaseAnchors(stretches, scales, scaleMajor, legacy)
            .around((stride.x() - less) / 2, (stride.y() - less) / 2, smallest[level]);
    float[] chosen = new float[(stretches.length + 1) * 4];
    for (int i = 0; i <= stretches.length; i++) {
      int from = i == 0 ? 0 : i == 1 ? stretches.length : i - 1;
      System.arraycopy(all, from * 4, chosen, i * 4, 4);
    }
    return chosen;
  }
}
