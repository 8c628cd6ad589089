package org.vedette.tensor.layers;

/** A layer that can merge its batch norm into the convolution before it, for inference only. */
public interface Foldable {
  /**
   * Merges what can be merged; the outputs stay the same up to rounding. Training afterwards makes
   * no sense.
   */
  void foldNorm();
}
