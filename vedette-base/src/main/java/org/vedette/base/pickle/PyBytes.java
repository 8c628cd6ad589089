package org.vedette.base.pickle;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Python's bytes; large ones are views of the file. */
public final class PyBytes {
  static final int MAX_KEY_SIZE = 1024;

  private final ByteBuffer content;

  /** The bytes between position and limit of {@code content}, not copied. */
  public PyBytes(ByteBuffer content) {
    this.content = content.slice().asReadOnlyBuffer();
  }

  /** The bytes of an array, not copied. */
  public static PyBytes of(byte... bytes) {
    return new PyBytes(ByteBuffer.wrap(bytes));
  }

  /**
   * The bytes that a text of characters up to U+00FF stands for, as older protocols carry them.
   *
   * @throws PickleException when there are others
   */
  public static PyBytes latin1(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    for (int i = 0; i < bytes.length; i++) {
      if ((bytes[i] & 0xff) != text.charAt(i)) {
        throw new PickleException("a text with characters beyond latin-1 where bytes should be");
      }
    }
    return of(bytes);
  }

  /** How many bytes. */
  public int size() {
    return content.capacity();
  }

  /** A read-only view from 0 to {@link #size}. */
  public ByteBuffer buffer() {
    return content.duplicate();
  }

  /** A copy. */
  public byte[] toArray() {
    byte[] copy = new byte[size()];
    content.get(0, copy);
    return copy;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PyBytes bytes && content.equals(bytes.content);
  }

  @Override
  public int hashCode() {
    return content.hashCode();
  }

  @Override
  public String toString() {
    return "bytes of length " + size();
  }
}
