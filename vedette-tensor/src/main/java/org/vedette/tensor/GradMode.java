package org.vedette.tensor;

import org.bytedeco.pytorch.NoGradGuard;

/** Switches the recording of gradients off for this thread until closed. */
public final class GradMode implements AutoCloseable {
  private final NoGradGuard guard;

  private GradMode() {
    NativeLibrary.load();
    guard = new NoGradGuard();
  }

  /** Switches recording off; use it in a try-with-resources statement. */
  public static GradMode off() {
    return new GradMode();
  }

  @Override
  public void close() {
    guard.close();
  }
}
