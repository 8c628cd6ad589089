package org.vedette.tensor.checkpoint;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How the weights of two checkpoints differ.
 *
 * @param onlyFirst names that only the first has
 * @param onlySecond names that only the second has
 * @param different names that both have with another type, shape or values
 * @param same number of names whose tensors are equal
 */
public record CheckpointDiff(
    List<String> onlyFirst, List<String> onlySecond, List<Difference> different, int same) {

  /**
   * A tensor that differs.
   *
   * @param what the types and shapes, or how far the values are apart
   * @param maxAbs largest difference of two elements; NaN where they cannot be compared
   */
  public record Difference(String name, String what, double maxAbs) {}

  /**
   * Compares two state dicts.
   *
   * @param tolerance differences of elements up to here count as equal; two NaN are equal
   */
  public static CheckpointDiff compare(Checkpoint first, Checkpoint second, double tolerance) {
    Map<String, HostTensor> a = first.stateDict();
    Map<String, HostTensor> b = second.stateDict();
    List<Difference> different = new ArrayList<>();
    int same = 0;
    for (Map.Entry<String, HostTensor> entry : a.entrySet()) {
      HostTensor other = b.get(entry.getKey());
      if (other == null) {
        continue;
      }
      Difference difference = compare(entry.getKey(), entry.getValue(), other, tolerance);
      if (difference == null) {
        same++;
      } else {
        different.add(difference);
      }
    }
    return new CheckpointDiff(without(a, b), without(b, a), different, same);
  }

  private static List<String> without(
      Map<String, HostTensor> names, Map<String, HostTensor> others) {
    return names.keySet().stream().filter(name -> !others.containsKey(name)).toList();
  }

  private static Difference compare(String name, HostTensor a, HostTensor b, double tolerance) {
    if (!a.toString().equals(b.toString())) {
      return new Difference(name, a + " and " + b, Double.NaN);
    }
    ByteBuffer left = a.data();
    ByteBuffer right = b.data();
    if (left.equals(right)) {
      return null;
    }
    ElementType type = partType(a.type());
    int count = left.remaining() / type.bytes();
    long differing = 0;
    double maxAbs = 0;
    for (int i = 0; i < count; i++) {
      double distance = distance(type, left, right, i * type.bytes());
      if (!(distance <= tolerance)) {
        differing++;
        maxAbs = Math.max(maxAbs, distance);
      }
    }
    String what = differing + " of " + count + " values differ, by at most " + maxAbs;
    return differing == 0 ? null : new Difference(name, a + ": " + what, maxAbs);
  }

  /** The real type of which complex elements have two. */
  private static ElementType partType(ElementType type) {
    return switch (type) {
      case COMPLEX64 -> ElementType.FLOAT32;
      case COMPLEX128 -> ElementType.FLOAT64;
      default -> type;
    };
  }

  /** The distance of two elements; integers exactly, so that no difference rounds to 0. */
  private static double distance(ElementType type, ByteBuffer a, ByteBuffer b, int at) {
    if (type == ElementType.INT64 || type == ElementType.UINT64) {
      long x = a.getLong(at);
      long y = b.getLong(at);
      return x == y ? 0 : Math.max(1, Math.abs(type.read(a, at) - type.read(b, at)));
    }
    double x = type.read(a, at);
    double y = type.read(b, at);
    return x == y || (Double.isNaN(x) && Double.isNaN(y)) ? 0 : Math.abs(x - y);
  }

  /** Whether both hold the same. */
  public boolean isEmpty() {
    return onlyFirst.isEmpty() && onlySecond.isEmpty() && different.isEmpty();
  }

  /** Lines for people, the last one a summary. */
  @Override
  public String toString() {
    StringBuilder out = new StringBuilder();
    onlyFirst.forEach(name -> out.append("only in the first: ").append(name).append('\n'));
    onlySecond.forEach(name -> out.append("only in the second: ").append(name).append('\n'));
    different.forEach(each -> out.append(each.name).append(": ").append(each.what).append('\n'));
    return out.append(same)
        .append(" equal, ")
        .append(different.size())
        .append(" different, ")
        .append(onlyFirst.size())
        .append(" only in the first, ")
        .append(onlySecond.size())
        .append(" only in the second")
        .toString();
  }
}
