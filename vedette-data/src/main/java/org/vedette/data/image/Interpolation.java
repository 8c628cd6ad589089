package org.vedette.data.image;

import org.bytedeco.opencv.global.opencv_imgproc;

/** How pixels between pixels are made; mmcv's names. */
public enum Interpolation {
  /** The nearest pixel. */
  NEAREST(opencv_imgproc.INTER_NEAREST),
  /** Linear in each direction. */
  BILINEAR(opencv_imgproc.INTER_LINEAR),
  /** Cubic over 4x4 pixels. */
  BICUBIC(opencv_imgproc.INTER_CUBIC),
  /** The mean over the area, for shrinking. */
  AREA(opencv_imgproc.INTER_AREA),
  /** Lanczos over 8x8 pixels. */
  LANCZOS(opencv_imgproc.INTER_LANCZOS4);

  private final int flag;

  Interpolation(int flag) {
    this.flag = flag;
  }

  /** OpenCV's number of it. */
  public int flag() {
    return flag;
  }
}
