package org.vedette.base;

/**
 * A checkpoint is missing, truncated, hostile, or does not fit the model. The message names the
 * file.
 */
public class CheckpointException extends VedetteException {
  private static final long serialVersionUID = 1L;

  /** An error about a checkpoint that the message names. */
  public CheckpointException(String message) {
    super(message);
  }

  /** An error about a checkpoint that the message names, with what led to it. */
  public CheckpointException(String message, Throwable cause) {
    super(message, cause);
  }
}
