package org.vedette.tensor;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Element types of tensors. */
public enum DType {
  /** 32-bit float. */
  FLOAT32("float32", ScalarType.Float, 4),
  /** 64-bit float. */
  FLOAT64("float64", ScalarType.Double, 8),
  /** IEEE half. */
  FLOAT16("float16", ScalarType.Half, 2),
  /** bfloat16. */
  BFLOAT16("bfloat16", ScalarType.BFloat16, 2),
  /** 64-bit integer. */
  INT64("int64", ScalarType.Long, 8),
  /** 32-bit integer. */
  INT32("int32", ScalarType.Int, 4),
  /** 16-bit integer. */
  INT16("int16", ScalarType.Short, 2),
  /** 8-bit integer. */
  INT8("int8", ScalarType.Char, 1),
  /** 8-bit unsigned integer. */
  UINT8("uint8", ScalarType.Byte, 1),
  /** Truth value. */
  BOOL("bool", ScalarType.Bool, 1);

  private final String text;
  private final ScalarType scalarType;
  private final int bytes;

  DType(String text, ScalarType scalarType, int bytes) {
    this.text = text;
    this.scalarType = scalarType;
    this.bytes = bytes;
  }

  /** The type of a tensor's elements. */
  public static DType of(Tensor tensor) {
    ScalarType type = tensor.scalar_type().intern();
    for (DType candidate : values()) {
      if (candidate.scalarType == type) {
        return candidate;
      }
    }
    throw new IllegalArgumentException("element type " + type + " is not used by Vedette");
  }

  /** Bytes of one element. */
  public int bytes() {
    return bytes;
  }

  /** Whether the elements are floating-point numbers. */
  public boolean isFloat() {
    return this == FLOAT32 || this == FLOAT64 || this == FLOAT16 || this == BFLOAT16;
  }

  ScalarType scalarType() {
    return scalarType;
  }

  /** PyTorch's name without "torch.", such as {@code float32}. */
  @Override
  public String toString() {
    return text;
  }
}
