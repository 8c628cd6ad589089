package org.vedette.tensor;

import org.bytedeco.pytorch.Tensor;

/** A layer that maps one tensor to one tensor. */
public abstract class TensorLayer extends Layer {
  /** Computes the output; the shapes are each subclass's. */
  public abstract Tensor forward(Tensor input);
}
