package org.vedette.data.image;

import org.bytedeco.opencv.global.opencv_imgcodecs;

/** What to make of a file's channels and orientation; mmcv's {@code flag} of {@code imread}. */
public enum ColorType {
  /** Three channels BGR, turned as EXIF says. */
  COLOR(opencv_imgcodecs.IMREAD_COLOR),
  /** One channel, turned as EXIF says. */
  GRAYSCALE(opencv_imgcodecs.IMREAD_GRAYSCALE),
  /** The channels of the file, alpha included, not turned. */
  UNCHANGED(opencv_imgcodecs.IMREAD_UNCHANGED),
  /** Three channels BGR, not turned. */
  COLOR_IGNORE_ORIENTATION(
      opencv_imgcodecs.IMREAD_COLOR | opencv_imgcodecs.IMREAD_IGNORE_ORIENTATION),
  /** One channel, not turned. */
  GRAYSCALE_IGNORE_ORIENTATION(
      opencv_imgcodecs.IMREAD_GRAYSCALE | opencv_imgcodecs.IMREAD_IGNORE_ORIENTATION);

  private final int flag;

  ColorType(int flag) {
    this.flag = flag;
  }

  int flag() {
    return flag;
  }
}
