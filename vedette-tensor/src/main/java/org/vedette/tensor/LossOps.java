package org.vedette.tensor;

import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/** The operations that losses are made of. Nothing here reduces: one number per element or row. */
public final class LossOps {
  private static final long NONE = 0;

  private LossOps() {}

  /** Binary cross entropy of logits; the weight of positives, (K), may be null. */
  public static Tensor bceWithLogits(Tensor logits, Tensor target, Tensor positiveWeight) {
    return torch.binary_cross_entropy_with_logits(
        logits, target, new TensorOptional(), Functional.optional(positiveWeight), NONE);
  }

  /** Binary cross entropy of probabilities. */
  public static Tensor bce(Tensor probabilities, Tensor target) {
    return torch.binary_cross_entropy(probabilities, target, new TensorOptional(), NONE);
  }

  /**
   * Cross entropy of the softmax over dimension 1.
   *
   * @param logits (n, K, ...)
   * @param target (n, ...) int64 labels, or (n, K, ...) probabilities
   * @param classWeight (K), or null
   * @param ignoreIndex the label whose loss is zero
   */
  public static Tensor crossEntropy(
      Tensor logits, Tensor target, Tensor classWeight, long ignoreIndex) {
    return torch.cross_entropy_loss(
        logits, target, Functional.optional(classWeight), NONE, ignoreIndex, 0);
  }

  /** Softmax along a dimension. */
  public static Tensor softmax(Tensor x, int dim) {
    return torch.softmax(x, dim, new ScalarTypeOptional());
  }

  /** Logarithm of the softmax along a dimension. */
  public static Tensor logSoftmax(Tensor x, int dim) {
    return torch.log_softmax(x, dim, new ScalarTypeOptional());
  }

  /** target * (log target - x): the Kullback-Leibler divergence of log-probabilities. */
  public static Tensor klDivergence(Tensor logProbabilities, Tensor target) {
    return torch.kl_div(logProbabilities, target, NONE, false);
  }

  /** Whether any element is greater than zero. */
  public static boolean anyPositive(Tensor tensor) {
    try (TensorScope scope = TensorScope.open()) {
      return Ops.gt(tensor, 0).any().item_bool();
    }
  }
}
