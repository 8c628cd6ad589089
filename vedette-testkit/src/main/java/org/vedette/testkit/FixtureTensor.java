package org.vedette.testkit;

import java.util.Arrays;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.vedette.base.Formula;
import org.vedette.tensor.Tensors;

/**
 * A tensor of a component fixture, with all its numbers.
 *
 * @param shape its shape
 * @param dtype f32, f64, f16, i64, i32, i16, u8 or bool
 * @param data its numbers, row by row
 */
@SuppressWarnings("ArrayRecordComponent")
public record FixtureTensor(long[] shape, String dtype, double[] data) {
  /** Reads a tensor object: stored numbers, or those of the formula. */
  static FixtureTensor of(Map<String, Object> json) {
    long[] shape = Arrays.stream((double[]) json.get("shape")).mapToLong(d -> (long) d).toArray();
    String dtype = (String) json.get("dtype");
    int n = (int) Arrays.stream(shape).reduce(1, (a, b) -> a * b);
    double[] data = (double[]) json.get("data");
    double[] numbers = data == null ? generated(json, n) : data;
    if (dtype.equals("f32")) {
      // Nine digits name a float, but not to the last bit of a double.
      for (int i = 0; i < n; i++) {
        numbers[i] = (float) numbers[i];
      }
    }
    return new FixtureTensor(shape, dtype, numbers);
  }

  private static double[] generated(Map<String, Object> json, int n) {
    if (!(json.get("gen") instanceof Map<?, ?> gen)) {
      throw new IllegalArgumentException("a tensor has neither data nor a formula");
    }
    double low = (Double) gen.get("lo");
    double high = (Double) gen.get("hi");
    boolean floor = Boolean.TRUE.equals(gen.get("floor"));
    Formula formula = Formula.of((String) gen.get("key"));
    double[] data = new double[n];
    for (int i = 0; i < n; i++) {
      double value = low + (high - low) * formula.at(i);
      data[i] = floor ? Math.floor(value) : value;
    }
    return data;
  }

  /** Whether an object of a fixture is a tensor. */
  static boolean isTensor(Map<String, Object> json) {
    return json.get("shape") instanceof double[] && json.get("dtype") instanceof String;
  }

  /** The numbers as floats. */
  public float[] floats() {
    float[] values = new float[data.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) data[i];
    }
    return values;
  }

  /** The numbers as longs. */
  public long[] longs() {
    return Arrays.stream(data).mapToLong(d -> (long) d).toArray();
  }

  /** The numbers as ints. */
  public int[] ints() {
    return Arrays.stream(data).mapToInt(d -> (int) d).toArray();
  }

  /** The numbers as bytes. */
  public byte[] bytes() {
    byte[] values = new byte[data.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (byte) data[i];
    }
    return values;
  }

  /** A native tensor: float32, int64 for whole numbers, uint8 for u8 and bool. */
  public Tensor tensor() {
    return switch (dtype) {
      case "f32", "f16" -> Tensors.of(floats(), shape);
      case "f64" -> Tensors.of(data, shape);
      case "u8", "bool" -> Tensors.of(bytes(), shape);
      default -> Tensors.of(longs(), shape);
    };
  }
}
