package org.vedette.base.pickle;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** The bytes of a pickle, taken from the front; every length is checked against what is left. */
final class PickleInput {
  private final ByteBuffer bytes;

  PickleInput(ByteBuffer bytes) {
    this.bytes = bytes.order(ByteOrder.LITTLE_ENDIAN);
  }

  int position() {
    return bytes.position();
  }

  int remaining() {
    return bytes.remaining();
  }

  int unsignedByte() {
    need(1);
    return bytes.get() & 0xff;
  }

  int unsignedShort() {
    need(2);
    return bytes.getShort() & 0xffff;
  }

  int int32() {
    need(4);
    return bytes.getInt();
  }

  long unsignedInt() {
    return int32() & 0xffff_ffffL;
  }

  /** An 8-byte length. One with the top bit set comes out negative, which {@link #take} refuses. */
  long int64() {
    need(8);
    return bytes.getLong();
  }

  /** A big-endian double, as BINFLOAT stores it. */
  double float64() {
    need(8);
    return Double.longBitsToDouble(Long.reverseBytes(bytes.getLong()));
  }

  /** A view of the next {@code length} bytes. */
  ByteBuffer take(long length) {
    need(length);
    ByteBuffer part = bytes.slice(bytes.position(), (int) length);
    bytes.position(bytes.position() + (int) length);
    return part;
  }

  String text(long length, Charset charset) {
    return decode(take(length), charset);
  }

  /** A little-endian two's complement integer of {@code length} bytes. */
  Object integer(long length) {
    if (length > 8192) {
      throw PickleException.refused("an integer of " + length + " bytes");
    }
    ByteBuffer part = take(length);
    byte[] bigEndian = new byte[Math.max(1, (int) length)];
    for (int i = 0; i < length; i++) {
      bigEndian[(int) length - 1 - i] = part.get(i);
    }
    return narrow(new BigInteger(bigEndian));
  }

  /** A line without its end. */
  String line(Charset charset) {
    int start = bytes.position();
    int end = start;
    while (end < bytes.limit() && bytes.get(end) != '\n') {
      end++;
    }
    if (end == bytes.limit()) {
      throw new PickleException("it ends in the middle of a line");
    }
    ByteBuffer part = bytes.slice(start, end - start);
    bytes.position(end + 1);
    return decode(part, charset);
  }

  static Object narrow(BigInteger value) {
    return value.bitLength() < 64 ? (Object) value.longValue() : value;
  }

  /** The text; lone surrogates, which Python may write, come out as U+FFFD. */
  static String decode(ByteBuffer part, Charset charset) {
    if (charset.equals(StandardCharsets.UTF_8)) {
      byte[] copy = new byte[part.remaining()];
      part.get(copy);
      return new String(copy, charset);
    }
    try {
      return charset
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(part)
          .toString();
    } catch (CharacterCodingException e) {
      throw new PickleException("a text is not in " + charset);
    }
  }

  private void need(long length) {
    if (length < 0 || length > bytes.remaining()) {
      throw new PickleException(
          "it is truncated or corrupt: "
              + (length < 0 ? "an impossible number of" : Long.toString(length))
              + " bytes are needed, "
              + bytes.remaining()
              + " are left");
    }
  }
}
