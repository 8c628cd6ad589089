package org.vedette.base;

/**
 * The root of every error that is the user's to mend: a config, an annotation file, an image, a
 * checkpoint or a flag.
 *
 * <p>The command line prints its message without a stack trace and exits with 2. Any other
 * exception is a bug of Vedette and exits with 1.
 */
public class VedetteException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** An error whose message is complete. */
  public VedetteException(String message) {
    super(message);
  }

  /** An error whose message is complete, with what led to it. */
  public VedetteException(String message, Throwable cause) {
    super(message, cause);
  }
}
