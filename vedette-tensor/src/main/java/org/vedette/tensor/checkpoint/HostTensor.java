package org.vedette.tensor.checkpoint;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.vedette.base.CheckpointException;

/**
 * A tensor of a checkpoint as plain data: element type, shape, and values that are read when asked
 * for. It stays valid until its {@link Checkpoint} is closed.
 */
public final class HostTensor {
  private static final int MAX_DIMENSIONS = 64;

  /** A broadcast view may grow this far beyond its storage; a larger one is an attack. */
  private static final long MAX_EXPANDED_BYTES = 1 << 28;

  private final ElementType type;
  private final long[] shape;
  private final long[] strides;
  private final long offset;
  private final Storage storage;
  private final boolean parameter;
  private final boolean requiresGrad;

  private HostTensor(
      ElementType type,
      long[] shape,
      long[] strides,
      long offset,
      Storage storage,
      boolean parameter,
      boolean requiresGrad) {
    this.type = type;
    this.shape = shape;
    this.strides = strides;
    this.offset = offset;
    this.storage = storage;
    this.parameter = parameter;
    this.requiresGrad = requiresGrad;
  }

  /**
   * A view of a storage.
   *
   * @param offset first element, counted in elements
   * @param strides in elements
   * @throws IllegalArgumentException when the view is malformed or reaches beyond the storage; the
   *     message says how
   */
  static HostTensor view(
      ElementType type, long[] shape, long[] strides, long offset, Storage storage) {
    check(shape.length == strides.length, "shape and strides differ in length");
    check(shape.length <= MAX_DIMENSIONS, "a tensor of " + shape.length + " dimensions");
    check(offset >= 0, "a tensor with a negative offset");
    for (int d = 0; d < shape.length; d++) {
      check(shape[d] >= 0, "a tensor with a negative size: " + Arrays.toString(shape));
      check(strides[d] >= 0, "a tensor with a negative stride");
    }
    HostTensor tensor = new HostTensor(type, shape, strides, offset, storage, false, false);
    tensor.checkExtent();
    return tensor;
  }

  private void checkExtent() {
    long bytes;
    long end;
    try {
      bytes = Math.multiplyExact(product(shape), type.bytes());
      end = bytes == 0 ? 0 : Math.multiplyExact(Math.addExact(offset, span()), type.bytes());
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException("a tensor of an absurd size: " + Arrays.toString(shape));
    }
    check(
        end <= storage.byteLength(),
        "a tensor of shape "
            + Arrays.toString(shape)
            + " that reaches to byte "
            + end
            + " of a storage of "
            + storage.byteLength());
    check(
        bytes <= storage.byteLength() || bytes <= MAX_EXPANDED_BYTES,
        "a tensor of " + bytes + " bytes made from " + storage.byteLength() + " bytes");
    check(
        Math.max(bytes, end - offset * type.bytes()) <= Integer.MAX_VALUE,
        "a tensor larger than 2 GiB, which is more than Vedette reads");
  }

  private static void check(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }

  /** A row-major tensor over bytes in little-endian order, which are not copied. */
  public static HostTensor of(ElementType type, ByteBuffer data, long... shape) {
    Storage storage = Storage.of(data, ByteOrder.LITTLE_ENDIAN);
    HostTensor tensor = view(type, shape.clone(), rowMajor(shape), 0, storage);
    check(
        tensor.byteSize() == storage.byteLength(),
        storage.byteLength() + " bytes for " + Arrays.toString(shape) + " of " + type);
    return tensor;
  }

  /** A row-major float32 tensor of a copy of these values. */
  public static HostTensor of(float[] values, long... shape) {
    ByteBuffer data = allocate(4L * values.length);
    data.asFloatBuffer().put(values);
    return of(ElementType.FLOAT32, data, shape);
  }

  /** A row-major float64 tensor of a copy of these values. */
  public static HostTensor of(double[] values, long... shape) {
    ByteBuffer data = allocate(8L * values.length);
    data.asDoubleBuffer().put(values);
    return of(ElementType.FLOAT64, data, shape);
  }

  /** A row-major int64 tensor of a copy of these values. */
  public static HostTensor of(long[] values, long... shape) {
    ByteBuffer data = allocate(8L * values.length);
    data.asLongBuffer().put(values);
    return of(ElementType.INT64, data, shape);
  }

  /** The same tensor marked as an {@code nn.Parameter}. */
  public HostTensor asParameter(boolean grad) {
    return new HostTensor(type, shape, strides, offset, storage, true, grad);
  }

  /** What an {@code nn.Parameter} wraps. */
  HostTensor withoutParameter() {
    return new HostTensor(type, shape, strides, offset, storage, false, false);
  }

  /** The same tensor with its {@code requires_grad} flag set. */
  HostTensor withRequiresGrad(boolean grad) {
    return new HostTensor(type, shape, strides, offset, storage, parameter, grad);
  }

  /** The element type. */
  public ElementType type() {
    return type;
  }

  /** The sizes; empty for a scalar. A copy. */
  public long[] shape() {
    return shape.clone();
  }

  /** Distances in the storage in elements. A copy. */
  long[] strides() {
    return strides.clone();
  }

  /** First element in the storage. */
  long offset() {
    return offset;
  }

  Storage storage() {
    return storage;
  }

  /** Number of elements. */
  public long numel() {
    return product(shape);
  }

  /** Number of bytes in row-major order. */
  public long byteSize() {
    return numel() * type.bytes();
  }

  /** Whether it was saved as an {@code nn.Parameter}. */
  public boolean isParameter() {
    return parameter;
  }

  /** Its {@code requires_grad} flag. */
  public boolean requiresGrad() {
    return requiresGrad;
  }

  /**
   * The elements in row-major order, little-endian, from position 0 to {@link #byteSize}: a
   * read-only view of the mapped file where it already has them so, else a copy. The buffer is
   * always direct.
   *
   * @throws CheckpointException when the file is damaged there
   */
  public ByteBuffer data() {
    if (numel() == 0) {
      return allocate(0);
    }
    ByteBuffer bytes = storage.read(offset * type.bytes(), (int) (span() * type.bytes()));
    if (isContiguous() && bytes.isDirect() && isLittleEndian()) {
      return bytes.slice().asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
    }
    ByteBuffer copy = allocate(byteSize());
    copy(bytes, copy);
    return copy.flip().asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
  }

  private void copy(ByteBuffer from, ByteBuffer to) {
    int unit = type.swapUnit();
    if (isContiguous()) {
      long[] flat = {byteSize() / unit};
      new StridedCopy(from, to, unit, flat, new long[] {1}).run();
    } else if (!type.isComplex()) {
      new StridedCopy(from, to, unit, shape, strides).run();
    } else {
      long[] parts = Arrays.copyOf(shape, shape.length + 1);
      long[] steps = new long[parts.length];
      Arrays.setAll(steps, d -> d < shape.length ? 2 * strides[d] : 1);
      parts[shape.length] = 2;
      new StridedCopy(from, to, unit, parts, steps).run();
    }
  }

  private boolean isLittleEndian() {
    return type.swapUnit() == 1 || storage.order() == ByteOrder.LITTLE_ENDIAN;
  }

  private boolean isContiguous() {
    long expected = 1;
    for (int d = shape.length - 1; d >= 0; d--) {
      if (shape[d] != 1 && strides[d] != expected) {
        return false;
      }
      expected *= shape[d];
    }
    return true;
  }

  /** Elements of the storage from the first to behind the last one used; not for empty tensors. */
  private long span() {
    long last = 0;
    for (int d = 0; d < shape.length; d++) {
      last = Math.addExact(last, Math.multiplyExact(shape[d] - 1, strides[d]));
    }
    return last + 1;
  }

  private static long product(long[] shape) {
    long product = 1;
    for (long size : shape) {
      if (size == 0) {
        return 0;
      }
      product = Math.multiplyExact(product, size);
    }
    return product;
  }

  static long[] rowMajor(long[] shape) {
    long[] strides = new long[shape.length];
    long step = 1;
    for (int d = shape.length - 1; d >= 0; d--) {
      strides[d] = step;
      step *= Math.max(1, shape[d]);
    }
    return strides;
  }

  static ByteBuffer allocate(long bytes) {
    return ByteBuffer.allocateDirect(Math.toIntExact(bytes)).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Element type and shape, such as {@code float32 [64, 3, 7, 7]}. */
  @Override
  public String toString() {
    return type + " " + Arrays.toString(shape);
  }
}
