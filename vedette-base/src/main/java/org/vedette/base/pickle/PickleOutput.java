package org.vedette.base.pickle;

import java.io.ByteArrayOutputStream;

/** The bytes of a pickle being written: numbers little-endian unless said otherwise. */
final class PickleOutput {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  void op(int opcode) {
    bytes.write(opcode);
  }

  void uint8(int value) {
    bytes.write(value);
  }

  void uint16(int value) {
    bytes.write(value);
    bytes.write(value >>> 8);
  }

  void int32(int value) {
    uint16(value);
    uint16(value >>> 16);
  }

  /** A big-endian double. */
  void float64(double value) {
    long bits = Double.doubleToRawLongBits(value);
    for (int shift = 56; shift >= 0; shift -= 8) {
      bytes.write((int) (bits >>> shift));
    }
  }

  void raw(byte[] content) {
    bytes.write(content, 0, content.length);
  }

  byte[] toByteArray() {
    return bytes.toByteArray();
  }
}
