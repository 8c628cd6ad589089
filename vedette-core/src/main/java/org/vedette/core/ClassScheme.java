package org.vedette.core;

import org.bytedeco.pytorch.Tensor;

/**
 * A classification loss that brings its own number of outputs, activation and accuracy, such as
 * Seesaw loss; others go with K + 1 outputs and a softmax.
 */
public interface ClassScheme extends Loss {
  /** How many outputs K classes take. */
  int channels(int numClasses);

  /** Outputs (n, ...) to probabilities (n, K+1), background last. */
  Tensor probabilities(Tensor logits);

  /**
   * The named losses.
   *
   * @param labels (n) int64; K is background
   * @param weight (n)
   * @param avgFactor what means are divided by
   */
  Losses losses(Tensor logits, Tensor labels, Tensor weight, double avgFactor);

  /** The accuracies that are shown, by name. */
  Losses accuracy(Tensor logits, Tensor labels);
}
