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
   * The named losses; for training, as the loss may learn from the labels how frequent classes are.
   *
   * @param logits (n, channels)
   * @param labels (n) int64; K is background
   * @param weight (n)
   * @param avgFactor what means are divided by instead of the number of rows, or null
   */
  Losses losses(Tensor logits, Tensor labels, Tensor weight, Double avgFactor);

  /** The accuracies that are shown, by name. */
  Losses accuracy(Tensor logits, Tensor labels);
}
