package org.vedette.tensor.checkpoint;

import java.nio.ByteBuffer;

/** Copies elements that lie at regular distances into row-major order. */
final class StridedCopy {
  private final ByteBuffer from;
  private final ByteBuffer to;
  private final int unit;
  private final long[] shape;
  private final long[] strides;

  /**
   * A copy to be made.
   *
   * @param from source; element 0 at byte 0, in its own byte order
   * @param to target, written from its position in its own byte order
   * @param unit bytes of an element: 1, 2, 4 or 8
   * @param strides in elements, not negative
   */
  StridedCopy(ByteBuffer from, ByteBuffer to, int unit, long[] shape, long[] strides) {
    this.from = from;
    this.to = to;
    this.unit = unit;
    this.shape = shape;
    this.strides = strides;
  }

  void run() {
    int last = shape.length - 1;
    if (last < 0) {
      row(0, 1, 1);
      return;
    }
    long[] index = new long[last];
    long offset = 0;
    while (true) {
      row(offset, shape[last], strides[last]);
      int d = last - 1;
      while (d >= 0 && ++index[d] == shape[d]) {
        offset -= (shape[d] - 1) * strides[d];
        index[d--] = 0;
      }
      if (d < 0) {
        return;
      }
      offset += strides[d];
    }
  }

  private void row(long offset, long count, long stride) {
    int at = (int) (offset * unit);
    int step = (int) (stride * unit);
    if (stride == 1 && from.order() == to.order()) {
      int length = (int) (count * unit);
      to.put(from.slice(at, length));
      return;
    }
    for (long i = 0; i < count; i++, at += step) {
      switch (unit) {
        case 1 -> to.put(from.get(at));
        case 2 -> to.putShort(from.getShort(at));
        case 4 -> to.putInt(from.getInt(at));
        default -> to.putLong(from.getLong(at));
      }
    }
  }
}
