package org.vedette.config.component;

/** Passes on what a reflective call threw. */
final class Failures {
  private Failures() {}

  /** The throwable as one that can be thrown anywhere; an Error is thrown at once. */
  static RuntimeException unchecked(Throwable cause) {
    if (cause instanceof Error error) {
      throw error;
    }
    return cause instanceof RuntimeException unchecked
        ? unchecked
        : new IllegalStateException(cause);
  }
}
