package org.vedette.base;

/**
 * The JVM is ending, by Ctrl-C or a signal, so no new work begins. Not an error: whoever meets it
 * closes what is open and returns.
 */
public final class ShutdownException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The end of work, with what was not begun. */
  public ShutdownException(String message) {
    super(message);
  }
}
