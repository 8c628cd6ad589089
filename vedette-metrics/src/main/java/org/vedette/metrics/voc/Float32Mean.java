package org.vedette.metrics.voc;

/** {@code np.mean} of float32 values, which numpy sums in float32 and by eights. */
final class Float32Mean {
  private static final int LANES = 8;

  private Float32Mean() {}

  /** The mean; 0 when there are no values. Exactly numpy's up to 128 values. */
  static float of(float[] values) {
    return values.length == 0 ? 0 : sum(values) / values.length;
  }

  private static float sum(float[] values) {
    if (values.length < LANES) {
      float sum = 0;
      for (float value : values) {
        sum += value;
      }
      return sum;
    }
    float[] lanes = new float[LANES];
    int whole = values.length - values.length % LANES;
    for (int i = 0; i < whole; i++) {
      lanes[i % LANES] += values[i];
    }
    float sum =
        ((lanes[0] + lanes[1]) + (lanes[2] + lanes[3]))
            + ((lanes[4] + lanes[5]) + (lanes[6] + lanes[7]));
    for (int i = whole; i < values.length; i++) {
      sum += values[i];
    }
    return sum;
  }
}
