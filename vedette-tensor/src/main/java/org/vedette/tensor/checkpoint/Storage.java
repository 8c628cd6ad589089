package org.vedette.tensor.checkpoint;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A run of bytes that one or more tensors look at: a record of a zip, a stretch of a legacy file,
 * or a numpy array's memory. Nothing is read before a tensor asks for its part.
 */
final class Storage {
  /** Gives bytes of a storage. */
  interface Source {
    /** A view of {@code length} bytes from {@code start} on. */
    ByteBuffer read(long start, int length);
  }

  private final String name;
  private final long byteLength;
  private final ByteOrder order;
  private Source source;

  /**
   * A storage.
   *
   * @param name names the storage in errors
   * @param source null when the file tells only later where the bytes are
   */
  Storage(String name, long byteLength, ByteOrder order, Source source) {
    this.name = name;
    this.byteLength = byteLength;
    this.order = order;
    this.source = source;
  }

  static Storage of(ByteBuffer bytes, ByteOrder order) {
    ByteBuffer all = bytes.slice();
    return new Storage(
        "memory", all.capacity(), order, (start, length) -> all.slice((int) start, length));
  }

  void bind(Source bytes) {
    this.source = bytes;
  }

  boolean isBound() {
    return source != null;
  }

  String name() {
    return name;
  }

  long byteLength() {
    return byteLength;
  }

  /** A view of bytes, in this storage's byte order. */
  ByteBuffer read(long start, int length) {
    if (start < 0 || length < 0 || start > byteLength - length) {
      throw new IllegalArgumentException(
          "bytes " + start + " + " + length + " of storage " + name + " of " + byteLength);
    }
    return source.read(start, length).order(order);
  }

  ByteOrder order() {
    return order;
  }
}
