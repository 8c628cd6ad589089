package org.vedette.api.parity;

import java.util.Arrays;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.vedette.config.DictNode;
import org.vedette.config.ListNode;
import org.vedette.core.Outputs;
import org.vedette.tensor.Tensors;

/** Compares the outputs of a stage with their recorded summaries. */
final class TensorSection {
  private static final double LIMIT = 1e-4;

  private TensorSection() {}

  static SectionResult compare(
      Outputs outputs, Map<String, DictNode> expected, double sensitivity) {
    Map<String, Tensor> found = outputs.flatten();
    Deviations deviations = new Deviations();
    expected.forEach(
        (path, summary) -> {
          Tensor tensor = found.get(path);
          if (tensor == null
              || !Arrays.equals(Tensors.shape(tensor), Json.longs(summary.get("shape")))) {
            deviations.fail(path + " shape");
          } else {
            compare(path, Tensors.toDoubles(tensor), summary, sensitivity, deviations);
          }
        });
    if (found.size() != expected.size()) {
      deviations.fail(found.size() + " outputs for " + expected.size());
    }
    return deviations.result();
  }

  private static void compare(
      String path, double[] values, DictNode summary, double sensitivity, Deviations deviations) {
    double scale = Math.max(Json.number(summary.get("maxabs")), Float.MIN_NORMAL);
    double[] samples =
        ((ListNode) summary.get("samples")).items().stream().mapToDouble(Json::number).toArray();
    double worst = 0;
    for (int k = 0; k < samples.length; k++) {
      double value = values[(int) ((long) k * (values.length - 1) / 31)];
      boolean bothUndefined = Double.isNaN(samples[k]) && !Double.isFinite(value);
      worst = bothUndefined ? worst : max(worst, Math.abs(value - samples[k]) / scale);
    }
    Moments moments = Moments.of(values);
    worst = max(worst, Math.abs(moments.mean - Json.number(summary.get("mean"))) / scale);
    worst = max(worst, Math.abs(moments.std - Json.number(summary.get("std"))) / scale);
    worst = max(worst, Math.abs(moments.maxAbs - Json.number(summary.get("maxabs"))) / scale);
    double l2 = Json.number(summary.get("l2"));
    worst = max(worst, Math.abs(moments.l2 - l2) / Math.max(l2, Float.MIN_NORMAL));
    deviations.add(path, worst, LIMIT, sensitivity);
  }

  /** A maximum that keeps NaN, so that an undefined number is seen. */
  private static double max(double a, double b) {
    return Double.isNaN(a) || Double.isNaN(b) ? Double.NaN : Math.max(a, b);
  }

  private record Moments(double mean, double std, double maxAbs, double l2) {
    static Moments of(double[] values) {
      double sum = 0;
      double squares = 0;
      double maxAbs = 0;
      int finite = 0;
      for (double value : values) {
        if (Double.isFinite(value)) {
          sum += value;
          squares += value * value;
          maxAbs = Math.max(maxAbs, Math.abs(value));
          finite++;
        }
      }
      double mean = sum / finite;
      double deviation = 0;
      for (double value : values) {
        if (Double.isFinite(value)) {
          deviation += (value - mean) * (value - mean);
        }
      }
      return new Moments(mean, Math.sqrt(deviation / finite), maxAbs, Math.sqrt(squares));
    }
  }
}
