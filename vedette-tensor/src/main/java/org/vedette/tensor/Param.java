package org.vedette.tensor;

import java.util.Arrays;
import org.bytedeco.pytorch.Tensor;
import org.vedette.base.TensorException;

/**
 * A tensor that belongs to a layer: a parameter, which is trained, or a buffer, which is not. The
 * holder stays the same while its tensor is loaded, moved or cast, so layers that share weights
 * share the holder.
 */
public final class Param {
  private final boolean buffer;
  private Tensor tensor;

  Param(Tensor tensor, boolean buffer) {
    this.buffer = buffer;
    set(tensor);
    if (!buffer) {
      this.tensor.requires_grad_(true);
    }
  }

  /** The tensor as it is now. */
  public Tensor get() {
    return tensor;
  }

  /** Replaces the tensor; the new one lives as long as the layer. */
  public void set(Tensor value) {
    value.retainReference();
    Tensor before = tensor;
    tensor = value;
    if (before != null) {
      before.releaseReference();
    }
  }

  /** Whether this is a buffer. */
  public boolean isBuffer() {
    return buffer;
  }

  /** Whether gradients flow into it. */
  public boolean isTrainable() {
    return !buffer && tensor.requires_grad();
  }

  /** Freezes or unfreezes a parameter. */
  public void setTrainable(boolean trainable) {
    if (!buffer) {
      tensor.requires_grad_(trainable);
    }
  }

  /** Its shape. */
  public long[] shape() {
    return Tensors.shape(tensor);
  }

  /** Copies values in, whatever their element type; the shapes must agree. */
  public void copyFrom(Tensor values) {
    if (!Arrays.equals(Tensors.shape(values), shape())) {
      throw new TensorException(
          "cannot copy " + Tensors.describe(values) + " into " + Tensors.describe(tensor));
    }
    try (GradMode off = GradMode.off();
        TensorScope scope = TensorScope.open()) {
      tensor.copy_(values);
    }
  }

  /** The gradient, or null when none has been computed. */
  public Tensor grad() {
    Tensor grad = tensor.grad();
    return grad.defined() ? grad : null;
  }

  /** Sets the gradient, which must have the parameter's shape; a copy in its layout and device. */
  public void setGrad(Tensor values) {
    try (GradMode off = GradMode.off();
        TensorScope scope = TensorScope.open()) {
      tensor.mutable_grad().put(Ops.zerosLike(tensor).copy_(values));
    }
  }

  /** Forgets the gradient; the next backward pass starts anew. */
  public void dropGrad() {
    tensor.mutable_grad().reset();
  }
}
