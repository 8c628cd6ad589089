package org.vedette.data.image;

/** Tells whether a JPEG or PNG file ends before its end marker. */
final class Truncation {
  private static final int MARKER = 0xFF;
  private static final int START_OF_SCAN = 0xDA;
  private static final int END_OF_IMAGE = 0xD9;
  private static final int PNG_SIGNATURE = 8;

  private Truncation() {}

  /** Whether the content is a JPEG or PNG without its end; false for other formats. */
  static boolean isTruncated(byte[] content) {
    if (content.length >= 3 && at(content, 0) == MARKER && at(content, 1) == 0xD8) {
      return isTruncatedJpeg(content);
    }
    return isPng(content) && isTruncatedPng(content);
  }

  /** Walks the segments, so that the end of an embedded thumbnail is not taken for the end. */
  private static boolean isTruncatedJpeg(byte[] jpeg) {
    int position = 2;
    while (position + 1 < jpeg.length) {
      if (at(jpeg, position) != MARKER) {
        // Not a segment: decoders look for the next marker.
        position++;
        continue;
      }
      int marker = at(jpeg, position + 1);
      if (marker == END_OF_IMAGE) {
        return false;
      }
      if (marker == MARKER) {
        position++;
      } else if (hasNoLength(marker)) {
        position += 2;
      } else {
        if (position + 3 >= jpeg.length) {
          return true;
        }
        position += 2 + (at(jpeg, position + 2) << 8 | at(jpeg, position + 3));
        if (marker == START_OF_SCAN) {
          position = endOfScan(jpeg, position);
        }
      }
    }
    return true;
  }

  private static boolean hasNoLength(int marker) {
    return marker <= 1 || (marker >= 0xD0 && marker <= 0xD8);
  }

  /** The position of the first marker after coded data; restarts and stuffed zeros belong to it. */
  private static int endOfScan(byte[] jpeg, int start) {
    int position = start;
    while (position + 1 < jpeg.length) {
      if (at(jpeg, position) == MARKER) {
        int next = at(jpeg, position + 1);
        if (next != 0 && next != MARKER && (next < 0xD0 || next > 0xD7)) {
          return position;
        }
      }
      position++;
    }
    return jpeg.length;
  }

  private static boolean isPng(byte[] content) {
    return content.length >= PNG_SIGNATURE
        && at(content, 0) == 0x89
        && content[1] == 'P'
        && content[2] == 'N'
        && content[3] == 'G';
  }

  private static boolean isTruncatedPng(byte[] png) {
    long position = PNG_SIGNATURE;
    while (position + 12 <= png.length) {
      int p = (int) position;
      long length =
          (long) at(png, p) << 24 | at(png, p + 1) << 16 | at(png, p + 2) << 8 | at(png, p + 3);
      if (png[p + 4] == 'I' && png[p + 5] == 'E' && png[p + 6] == 'N' && png[p + 7] == 'D') {
        return false;
      }
      position += 12 + length;
    }
    return true;
  }

  private static int at(byte[] content, int position) {
    return content[position] & 0xFF;
  }
}
