package org.vedette.base;

/**
 * A tensor operation was refused, with the first line of libtorch's message and, where known, the
 * layer's path and the shapes.
 */
public class TensorException extends VedetteException {
  private static final long serialVersionUID = 1L;

  /** An error of a tensor operation. */
  public TensorException(String message) {
    super(message);
  }

  /** An error of a tensor operation, with what led to it. */
  public TensorException(String message, Throwable cause) {
    super(message, cause);
  }
}
