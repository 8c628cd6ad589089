package org.vedette.tensor;

import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.pytorch.DeviceOptional;
import org.bytedeco.pytorch.LayoutOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.vedette.base.TensorException;

/** Makes tensors and moves numbers between them and plain arrays, always in one bulk copy. */
public final class Tensors {
  private Tensors() {}

  /** A tensor of zeros on the CPU. */
  public static Tensor zeros(DType type, long... shape) {
    NativeLibrary.load();
    return torch.zeros(shape, options(type, Device.CPU));
  }

  /** A tensor of zeros beside {@code like}: same device, same element type. */
  public static Tensor zerosLike(Tensor like, long... shape) {
    return torch.zeros(shape, like.options());
  }

  /** A tensor of one value beside {@code like}: same device, same element type. */
  public static Tensor fullLike(Tensor like, double value, long... shape) {
    return torch.zeros(shape, like.options()).fill_(new Scalar(value));
  }

  /**
   * An uninitialised float tensor where layers are being built; on the meta device it has no
   * memory.
   */
  public static Tensor parameter(long... shape) {
    NativeLibrary.load();
    try {
      return torch.zeros(shape, options(DType.FLOAT32, Device.building()));
    } catch (RuntimeException e) {
      throw new TensorException(
          "no parameter can have the shape " + Arrays.toString(shape) + reason(e), e);
    }
  }

  /** The first line of what libtorch says, after a colon; a trace of native frames follows it. */
  static String reason(RuntimeException e) {
    return ": " + String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }

  /** A tensor of one value where layers are being built. */
  public static Tensor filled(DType type, double value, long... shape) {
    NativeLibrary.load();
    Tensor tensor = torch.zeros(shape, options(type, Device.building()));
    return value == 0 ? tensor : tensor.fill_(new Scalar(value));
  }

  /** A float tensor on the CPU with a copy of {@code values}, row by row. */
  public static Tensor of(float[] values, long... shape) {
    Tensor tensor = emptyFor(DType.FLOAT32, values.length, shape);
    if (values.length > 0) {
      new FloatPointer(tensor.data_ptr()).put(values, 0, values.length);
    }
    return tensor;
  }

  /** A double tensor on the CPU with a copy of {@code values}, row by row. */
  public static Tensor of(double[] values, long... shape) {
    Tensor tensor = emptyFor(DType.FLOAT64, values.length, shape);
    if (values.length > 0) {
      new DoublePointer(tensor.data_ptr()).put(values, 0, values.length);
    }
    return tensor;
  }

  /** An int64 tensor on the CPU with a copy of {@code values}, row by row. */
  public static Tensor of(long[] values, long... shape) {
    Tensor tensor = emptyFor(DType.INT64, values.length, shape);
    if (values.length > 0) {
      new LongPointer(tensor.data_ptr()).put(values, 0, values.length);
    }
    return tensor;
  }

  /** An int64 tensor on the CPU, the type of indices, with a copy of {@code values}. */
  public static Tensor ofIndices(int[] values, long... shape) {
    return of(Arrays.stream(values).asLongStream().toArray(), shape);
  }

  /** An int32 tensor on the CPU with a copy of {@code values}, row by row. */
  public static Tensor of(int[] values, long... shape) {
    Tensor tensor = emptyFor(DType.INT32, values.length, shape);
    if (values.length > 0) {
      new IntPointer(tensor.data_ptr()).put(values, 0, values.length);
    }
    return tensor;
  }

  /** A uint8 tensor on the CPU with a copy of {@code values}, row by row. */
  public static Tensor of(byte[] values, long... shape) {
    Tensor tensor = emptyFor(DType.UINT8, values.length, shape);
    if (values.length > 0) {
      new BytePointer(tensor.data_ptr()).put(values, 0, values.length);
    }
    return tensor;
  }

  /** A tensor of any type with a copy of little-endian bytes, row by row. */
  public static Tensor of(ByteBuffer bytes, DType type, long... shape) {
    Tensor tensor = emptyFor(type, (long) bytes.remaining() / type.bytes(), shape);
    if (bytes.hasRemaining()) {
      ByteBuffer target = new BytePointer(tensor.data_ptr()).capacity(bytes.remaining()).asBuffer();
      target.put(bytes.duplicate());
    }
    return tensor;
  }

  /** All numbers as floats, row by row, from any device, layout and number type. */
  public static float[] toFloats(Tensor tensor) {
    try (TensorScope scope = TensorScope.open()) {
      Tensor plain = plain(tensor, DType.FLOAT32);
      float[] values = new float[Math.toIntExact(plain.numel())];
      if (values.length > 0) {
        new FloatPointer(plain.data_ptr()).get(values);
      }
      return values;
    }
  }

  /** All numbers as doubles, row by row, from any device, layout and number type. */
  public static double[] toDoubles(Tensor tensor) {
    try (TensorScope scope = TensorScope.open()) {
      Tensor plain = plain(tensor, DType.FLOAT64);
      double[] values = new double[Math.toIntExact(plain.numel())];
      if (values.length > 0) {
        new DoublePointer(plain.data_ptr()).get(values);
      }
      return values;
    }
  }

  /** All numbers as longs, row by row, from any device, layout and number type. */
  public static long[] toLongs(Tensor tensor) {
    try (TensorScope scope = TensorScope.open()) {
      Tensor plain = plain(tensor, DType.INT64);
      long[] values = new long[Math.toIntExact(plain.numel())];
      if (values.length > 0) {
        new LongPointer(plain.data_ptr()).get(values);
      }
      return values;
    }
  }

  /** All numbers as ints, row by row; the values must fit. */
  public static int[] toInts(Tensor tensor) {
    return Arrays.stream(toLongs(tensor)).mapToInt(Math::toIntExact).toArray();
  }

  /** All elements of a uint8 or bool tensor, row by row. */
  public static byte[] toBytes(Tensor tensor) {
    try (TensorScope scope = TensorScope.open()) {
      Tensor plain = plain(tensor, DType.UINT8);
      byte[] values = new byte[Math.toIntExact(plain.numel())];
      if (values.length > 0) {
        new BytePointer(plain.data_ptr()).get(values);
      }
      return values;
    }
  }

  /** The contiguous CPU memory of a tensor, without a copy; valid while the tensor lives. */
  public static Buffer memory(Tensor contiguousCpu) {
    long bytes = contiguousCpu.numel() * DType.of(contiguousCpu).bytes();
    return new BytePointer(contiguousCpu.data_ptr()).capacity(bytes).asBuffer();
  }

  /** The shape as an array. */
  public static long[] shape(Tensor tensor) {
    long[] shape = new long[(int) tensor.dim()];
    for (int i = 0; i < shape.length; i++) {
      shape[i] = tensor.size(i);
    }
    return shape;
  }

  /** Type and shape for messages: {@code float32 [2, 3, 128, 160]}. */
  public static String describe(Tensor tensor) {
    return DType.of(tensor) + " " + Arrays.toString(shape(tensor));
  }

  private static Tensor plain(Tensor tensor, DType type) {
    return Ops.to(Ops.to(tensor.detach(), Device.CPU), type).contiguous();
  }

  private static Tensor emptyFor(DType type, long count, long... shape) {
    NativeLibrary.load();
    long expected = Arrays.stream(shape).reduce(1, Math::multiplyExact);
    if (expected != count) {
      throw new IllegalArgumentException(
          count + " values do not fill shape " + Arrays.toString(shape));
    }
    return torch.zeros(shape, options(type, Device.CPU));
  }

  static TensorOptions options(DType type, Device device) {
    TensorOptions options = new TensorOptions(type.scalarType());
    return options
        .device(new DeviceOptional(device.torch()))
        .layout(new LayoutOptional(torch.Layout.Strided));
  }
}
