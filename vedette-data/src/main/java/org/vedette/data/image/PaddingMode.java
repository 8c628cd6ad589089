package org.vedette.data.image;

import org.bytedeco.opencv.global.opencv_core;

/** What stands outside an image's border; numpy's and mmcv's names. */
public enum PaddingMode {
  /** A value. */
  CONSTANT(opencv_core.BORDER_CONSTANT),
  /** The last pixel, repeated. */
  EDGE(opencv_core.BORDER_REPLICATE),
  /** The image mirrored without repeating the last pixel. */
  REFLECT(opencv_core.BORDER_REFLECT_101),
  /** The image mirrored, the last pixel repeated. */
  SYMMETRIC(opencv_core.BORDER_REFLECT);

  private final int flag;

  PaddingMode(int flag) {
    this.flag = flag;
  }

  public int flag() {
    return flag;
  }
}
