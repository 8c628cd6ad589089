package org.vedette.tensor.layers;

/** A layer that can run several of its operations as one, for inference on the CPU only. */
public interface Fusible {
  /**
   * Lets the layer do so from now on, where it can; the outputs stay the same up to rounding. Comes
   * after loading, folding and moving: later changes of the weights are not seen.
   */
  void fuse();
}
