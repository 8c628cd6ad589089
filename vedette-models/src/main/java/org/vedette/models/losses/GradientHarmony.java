package org.vedette.models.losses;

import org.bytedeco.pytorch.Tensor;
import org.vedette.tensor.DType;
import org.vedette.tensor.GradMode;
import org.vedette.tensor.Layer;
import org.vedette.tensor.Ops;
import org.vedette.tensor.Param;
import org.vedette.tensor.Tensors;

/**
 * Weights that even out how much examples of each difficulty contribute (gradient harmonizing
 * mechanism, Li et al. 2019): difficulties in [0, 1] are counted in bins, and a bin's examples
 * share a weight. Buffers: {@code edges} of the bins, and {@code acc_sum}, the counts averaged over
 * steps, where there is a momentum.
 */
abstract class GradientHarmony extends Layer {
  private final int bins;
  private final double momentum;
  private final Param edges;
  private final Param averages;

  /**
   * Weights.
   *
   * @param lastEdge what the last bin ends below
   * @param momentum how slowly averaged counts change; 0 to count each step by itself
   */
  GradientHarmony(int bins, double momentum, float lastEdge) {
    this.bins = bins;
    this.momentum = momentum;
    float[] values = new float[bins + 1];
    for (int i = 0; i < bins; i++) {
      values[i] = (float) i / bins;
    }
    values[bins] = lastEdge;
    edges = buffer("edges", Tensors.of(values, values.length));
    averages = momentum > 0 ? buffer("acc_sum", Tensors.zeros(DType.FLOAT32, bins)) : null;
  }

  /**
   * The weights of examples.
   *
   * @param difficulty in [0, 1]
   * @param counts which examples count, of the same shape
   * @param total what the weights of one bin add up to, before all bins share it
   */
  final Tensor weights(Tensor difficulty, Tensor counts, double total) {
    try (GradMode off = GradMode.off()) {
      Tensor bin = Ops.bucket(difficulty.reshape(-1), Ops.toDeviceOf(edges.get(), difficulty));
      Tensor known = Ops.clamp(bin, 0, bins - 1.0);
      Tensor inside = Ops.ge(bin, 0).logical_and(Ops.lt(bin, (double) bins));
      Tensor valid = counts.reshape(-1).logical_and(inside);
      Tensor rows = Ops.to(known, DType.INT64);
      Tensor zeros = Ops.toDeviceOf(Tensors.zeros(DType.FLOAT64, bins), difficulty);
      double[] number = Tensors.toDoubles(zeros.index_add(0, rows, Ops.to(valid, DType.FLOAT64)));
      Tensor table = Tensors.of(perBin(number, total), bins);
      Tensor chosen = Ops.rows(Ops.toDeviceOf(table, difficulty), rows);
      return chosen.mul(Ops.to(valid, DType.FLOAT32)).view(Tensors.shape(difficulty));
    }
  }

  /** The weight of an example of each bin; zero where a bin is empty. */
  private float[] perBin(double[] number, double total) {
    float[] weights = new float[bins];
    float[] average = averages == null ? null : Tensors.toFloats(averages.get());
    int used = 0;
    for (int i = 0; i < bins; i++) {
      if (number[i] > 0) {
        used++;
        if (average == null) {
          weights[i] = (float) (total / number[i]);
        } else {
          average[i] = (float) momentum * average[i] + (float) ((1 - momentum) * number[i]);
          weights[i] = (float) total / average[i];
        }
      }
    }
    if (average != null) {
      averages.copyFrom(Tensors.of(average, bins));
    }
    for (int i = 0; i < bins && used > 0; i++) {
      weights[i] /= used;
    }
    return weights;
  }
}
