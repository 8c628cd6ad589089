package org.vedette.benchmarks;

import org.bytedeco.pytorch.Tensor;
import org.vedette.base.RandomSource;
import org.vedette.config.Config;
import org.vedette.config.component.Binder;
import org.vedette.config.component.Registry;
import org.vedette.tensor.Ops;
import org.vedette.tensor.Tensors;

/** Makes what benchmarks work on; the same seed makes the same. */
final class Inputs {
  private static final long SEED = 20_260_101;

  /** Truths, and what detectors find around each, are of these sides in pixels. */
  private static final double LEAST_SIDE = 16;

  private Inputs() {}

  /** Builds the component that a config's {@code dict(type=...)} names. */
  static <T> T component(Class<T> kind, String dict) {
    Config config = Config.fromText("part = " + dict);
    return new Binder(Registry.load()).spec(kind, config.root().get("part"), "part").build();
  }

  /** Numbers from 0 to 1, chosen by an address. */
  static float[] numbers(int count, long address) {
    RandomSource random = RandomSource.at(SEED, address);
    float[] numbers = new float[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = (float) random.nextDouble();
    }
    return numbers;
  }

  /** A map (1, C, H, W) of numbers from 0 to 1, laid out channels-last. */
  static Tensor map(int channels, int height, int width, long address) {
    float[] numbers = numbers(channels * height * width, address);
    return Ops.channelsLast(Tensors.of(numbers, 1, channels, height, width));
  }

  /** Boxes (n, 4) row by row, x1 y1 x2 y2 within an image, small ones more often than big ones. */
  static float[] boxes(int count, int height, int width, long address) {
    RandomSource random = RandomSource.at(SEED, address);
    float[] boxes = new float[4 * count];
    for (int i = 0; i < count; i++) {
      double w = side(random, width);
      double h = side(random, height);
      double x = random.uniform(0, width - w);
      double y = random.uniform(0, height - h);
      set(boxes, i, x, y, x + w, y + h);
    }
    return boxes;
  }

  private static double side(RandomSource random, int limit) {
    return LEAST_SIDE * Math.exp(random.uniform(0, Math.log(0.75 * limit / LEAST_SIDE)));
  }

  /** Boxes (n, 4) that lie around some others, several around each, as detectors find them. */
  static float[] around(float[] centres, int count, long address) {
    RandomSource random = RandomSource.at(SEED, address);
    float[] boxes = new float[4 * count];
    for (int i = 0; i < count; i++) {
      int from = 4 * random.nextInt(centres.length / 4);
      double w = centres[from + 2] - centres[from];
      double h = centres[from + 3] - centres[from + 1];
      double x = centres[from] + 0.2 * w * random.nextGaussian();
      double y = centres[from + 1] + 0.2 * h * random.nextGaussian();
      set(
          boxes,
          i,
          x,
          y,
          x + w * Math.exp(0.2 * random.nextGaussian()),
          y + h * Math.exp(0.2 * random.nextGaussian()));
    }
    return boxes;
  }

  private static void set(float[] boxes, int i, double x1, double y1, double x2, double y2) {
    boxes[4 * i] = (float) x1;
    boxes[4 * i + 1] = (float) y1;
    boxes[4 * i + 2] = (float) x2;
    boxes[4 * i + 3] = (float) y2;
  }

  /** Numbers from 0 to {@code bound - 1}. */
  static int[] labels(int count, int bound, long address) {
    RandomSource random = RandomSource.at(SEED, address);
    int[] labels = new int[count];
    for (int i = 0; i < count; i++) {
      labels[i] = random.nextInt(bound);
    }
    return labels;
  }
}
