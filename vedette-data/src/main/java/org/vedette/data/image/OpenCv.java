package org.vedette.data.image;

import org.bytedeco.opencv.global.opencv_core;

/** Loads OpenCV, once, as this library uses it. */
public final class OpenCv {
  static {
    // Images are spread over threads one by one; threads within an image only get in the way.
    opencv_core.setNumThreads(1);
  }

  private OpenCv() {}

  /** Loads the natives when that has not happened. */
  public static void load() {
    // The static initializer has done it.
  }

  /** The version of the OpenCV that is loaded. */
  public static String version() {
    return opencv_core.CV_VERSION;
  }
}
