package org.vedette.core;

import org.bytedeco.pytorch.Tensor;
import org.vedette.tensor.DType;
import org.vedette.tensor.Ops;
import org.vedette.tensor.Tensors;

/** The share of rows whose class is among the best, as it is shown during training. */
public final class Accuracy {
  private Accuracy() {}

  /** The share of rows whose best class is theirs, in per cent, (1). */
  public static Tensor of(Tensor scores, Tensor labels) {
    return of(scores, labels, 1, Double.NEGATIVE_INFINITY);
  }

  /**
   * The share of rows whose class is among the {@code topK} best and scores above a threshold. Of
   * equal scores the first counts as better.
   *
   * @param scores (n, K)
   * @param labels (n) int64, below K
   * @return per cent, (1); 0 when there are no rows
   */
  public static Tensor of(Tensor scores, Tensor labels, int topK, double threshold) {
    long n = scores.size(0);
    if (n == 0) {
      return Tensors.zerosLike(scores, 1);
    }
    Tensor at = labels.unsqueeze(1);
    Tensor own = scores.gather(1, at);
    Tensor earlier = Ops.arange(scores.size(1), labels).unsqueeze(0).lt(at);
    Tensor better = scores.gt(own).logical_or(scores.eq(own).logical_and(earlier));
    Tensor right =
        Ops.lt(Ops.sum(Ops.to(better, DType.FLOAT32), 1, true), (double) topK)
            .logical_and(Ops.gt(own, threshold));
    return Ops.mul(Ops.to(right, DType.FLOAT32).sum().reshape(1), 100.0 / n);
  }
}
