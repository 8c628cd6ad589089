package org.vedette.tensor.checkpoint;

import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.vedette.base.HalfFloats;

/** Element types that checkpoints hold, with the names each format gives them. */
public enum ElementType {
  /** 64-bit float. */
  FLOAT64(8, "F64", "DoubleStorage", "f8"),
  /** 32-bit float. */
  FLOAT32(4, "F32", "FloatStorage", "f4"),
  /** IEEE half. */
  FLOAT16(2, "F16", "HalfStorage", "f2"),
  /** The upper half of a 32-bit float. */
  BFLOAT16(2, "BF16", "BFloat16Storage", ""),
  /** 64-bit integer. */
  INT64(8, "I64", "LongStorage", "i8"),
  /** 32-bit integer. */
  INT32(4, "I32", "IntStorage", "i4"),
  /** 16-bit integer. */
  INT16(2, "I16", "ShortStorage", "i2"),
  /** 8-bit integer. */
  INT8(1, "I8", "CharStorage", "i1"),
  /** 8-bit unsigned integer. */
  UINT8(1, "U8", "ByteStorage", "u1"),
  /** 16-bit unsigned integer; numpy and safetensors. */
  UINT16(2, "U16", "", "u2"),
  /** 32-bit unsigned integer; numpy and safetensors. */
  UINT32(4, "U32", "", "u4"),
  /** 64-bit unsigned integer; numpy and safetensors. */
  UINT64(8, "U64", "", "u8"),
  /** Truth value, one byte. */
  BOOL(1, "BOOL", "BoolStorage", "b1"),
  /** Two 32-bit floats. */
  COMPLEX64(8, "C64", "ComplexFloatStorage", "c8"),
  /** Two 64-bit floats. */
  COMPLEX128(16, "", "ComplexDoubleStorage", "c16");

  private final int bytes;
  private final String safetensors;
  private final String storageClass;
  private final String numpyCode;

  ElementType(int bytes, String safetensors, String storageClass, String numpyCode) {
    this.bytes = bytes;
    this.safetensors = safetensors;
    this.storageClass = storageClass;
    this.numpyCode = numpyCode;
  }

  /** Bytes of one element. */
  public int bytes() {
    return bytes;
  }

  /** Whether the elements are real floating-point numbers. */
  public boolean isFloat() {
    return this == FLOAT64 || this == FLOAT32 || this == FLOAT16 || this == BFLOAT16;
  }

  /** Whether the elements are complex numbers. */
  public boolean isComplex() {
    return this == COMPLEX64 || this == COMPLEX128;
  }

  /** PyTorch's name without "torch.", such as {@code float32}; numpy's is the same. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The name in a safetensors header; empty when that format has none. */
  String safetensorsName() {
    return safetensors;
  }

  /** The storage class in module {@code torch}; empty when PyTorch has none. */
  String storageClass() {
    return storageClass;
  }

  /** The kind and size in numpy's array interface; empty when numpy has none. */
  String numpyCode() {
    return numpyCode;
  }

  static Optional<ElementType> ofSafetensors(String name) {
    return find(name, ElementType::safetensorsName);
  }

  static Optional<ElementType> ofStorageClass(String name) {
    return find(name, ElementType::storageClass);
  }

  static Optional<ElementType> ofNumpy(String code) {
    return find(code, ElementType::numpyCode);
  }

  static Optional<ElementType> ofName(String name) {
    return find(name, ElementType::toString);
  }

  private static Optional<ElementType> find(String name, Function<ElementType, String> key) {
    for (ElementType type : values()) {
      if (!name.isEmpty() && key.apply(type).equals(name)) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }

  /** Bytes of the smallest unit whose order the byte order changes. */
  int swapUnit() {
    return isComplex() ? bytes / 2 : bytes;
  }

  /**
   * The number at byte {@code at}; not for complex elements, whose parts are read as floats. 64-bit
   * integers beyond 2^53 are rounded.
   */
  double read(ByteBuffer data, int at) {
    return switch (this) {
      case FLOAT64 -> data.getDouble(at);
      case FLOAT32 -> data.getFloat(at);
      case FLOAT16 -> HalfFloats.toFloat(data.getShort(at));
      case BFLOAT16 -> Float.intBitsToFloat(data.getShort(at) << 16);
      case INT64 -> data.getLong(at);
      case INT32 -> data.getInt(at);
      case INT16 -> data.getShort(at);
      case INT8 -> data.get(at);
      case UINT8, BOOL -> data.get(at) & 0xff;
      case UINT16 -> data.getShort(at) & 0xffff;
      case UINT32 -> data.getInt(at) & 0xffff_ffffL;
      case UINT64 -> unsigned(data.getLong(at));
      case COMPLEX64, COMPLEX128 -> throw new IllegalStateException("complex elements");
    };
  }

  private static double unsigned(long value) {
    return value >= 0 ? value : (double) (value >>> 1) * 2 + (value & 1);
  }
}
