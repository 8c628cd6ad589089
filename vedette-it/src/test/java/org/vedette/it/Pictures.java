package org.vedette.it;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes of picture files. */
final class Pictures {
  private Pictures() {}

  /** A black picture of 8 bits and three colours. */
  static byte[] ppm(int width, int height) {
    byte[] head = "P6\n%d %d\n255\n".formatted(width, height).getBytes(StandardCharsets.US_ASCII);
    return Arrays.copyOf(head, head.length + 3 * width * height);
  }

  /** A JPEG that says by EXIF how the camera was held. */
  static byte[] withOrientation(byte[] jpeg, int orientation) {
    byte[] exif = {
      (byte) 0xff,
      (byte) 0xe1,
      0,
      34,
      'E',
      'x',
      'i',
      'f',
      0,
      0,
      'I',
      'I',
      42,
      0,
      8,
      0,
      0,
      0,
      1,
      0,
      0x12,
      1,
      3,
      0,
      1,
      0,
      0,
      0,
      (byte) orientation,
      0,
      0,
      0,
      0,
      0,
      0,
      0
    };
    byte[] out = Arrays.copyOf(jpeg, jpeg.length + exif.length);
    System.arraycopy(exif, 0, out, 2, exif.length);
    System.arraycopy(jpeg, 2, out, 2 + exif.length, jpeg.length - 2);
    return out;
  }
}
