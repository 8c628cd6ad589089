package org.vedette.tensor.plan;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.reorder;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.Tensor;
import org.vedette.tensor.DType;
import org.vedette.tensor.TensorScope;
import org.vedette.tensor.Tensors;
import org.vedette.tensor.layers.Conv2d;

/**
 * The weights of a network in oneDNN's layouts, shared by the plans for inputs of all sizes.
 * Tensors are told apart as objects: a layer gives the same one each time as long as nobody loads
 * or moves its weights.
 */
final class PlanWeights {
  private record Packed(memory.desc layout, memory data) {}

  private final IdentityHashMap<Tensor, List<Packed>> kernels = new IdentityHashMap<>();
  private final IdentityHashMap<Tensor, memory> biases = new IdentityHashMap<>();
  private final OneDnn.Kept kept = new OneDnn.Kept();

  /**
   * The convolution over a whole map that equals one of this shape over its quarters.
   *
   * @throws IllegalArgumentException where there is none
   */
  static Conv2d.Shape onWholeMap(Conv2d.Shape shape) {
    boolean fits =
        shape.strideH() == 1
            && shape.strideW() == 1
            && shape.dilation() == 1
            && shape.groups() == 1
            && shape.in() % 4 == 0;
    if (!fits) {
      throw new IllegalArgumentException("no one convolution over quarters: " + shape);
    }
    return new Conv2d.Shape(
        shape.in() / 4,
        shape.out(),
        2 * shape.kernelH(),
        2 * shape.kernelW(),
        2,
        2,
        2 * shape.padH(),
        2 * shape.padW(),
        1,
        1);
  }

  /** oneDNN's dimensions of a kernel: with groups in front where there are some. */
  static long[] dims(Conv2d.Shape shape) {
    long out = shape.out();
    long in = shape.in() / shape.groups();
    return shape.groups() == 1
        ? new long[] {out, in, shape.kernelH(), shape.kernelW()}
        : new long[] {shape.groups(), out / shape.groups(), in, shape.kernelH(), shape.kernelW()};
  }

  /**
   * A kernel in a layout.
   *
   * @param shape of the convolution that runs
   * @param quartered whether the weight is one over quarters and the convolution over the whole map
   */
  memory kernel(Tensor weight, Conv2d.Shape shape, boolean quartered, memory.desc layout) {
    List<Packed> known = kernels.computeIfAbsent(weight, key -> new ArrayList<>());
    for (Packed packed : known) {
      if (packed.layout().equals(layout)) {
        return packed.data();
      }
    }
    try (TensorScope scope = TensorScope.open()) {
      Tensor plain = (quartered ? overWholeMap(weight) : weight).contiguous();
      long[] dims = dims(shape);
      memory.desc from =
          OneDnn.desc(dims, dims.length == 5 ? memory.format_tag.abcde : memory.format_tag.abcd);
      memory.desc own = kept.keep(new memory.desc(layout));
      memory packed = kept.keep(new memory(own, OneDnn.cpu().engine()));
      memory source = new memory(from, OneDnn.cpu().engine(), plain.data_ptr());
      new reorder(source, packed).execute(OneDnn.cpu().stream(), source, packed);
      OneDnn.cpu().stream()._wait();
      known.add(new Packed(own, packed));
      return packed;
    }
  }

  /** Puts the taps of the quarters where they lie in the whole map. */
  private static Tensor overWholeMap(Tensor weight) {
    long[] s = Tensors.shape(weight);
    long in = s[1] / 4;
    // (out, column, row, in, kh, kw) to (out, in, kh, row, kw, column)
    return weight
        .contiguous()
        .view(s[0], 2, 2, in, s[2], s[3])
        .permute(0, 3, 4, 2, 5, 1)
        .reshape(s[0], in, 2 * s[2], 2 * s[3]);
  }

  /** A bias, (out); zeros where there is none. */
  memory bias(Tensor bias, Conv2d.Shape shape, memory.desc layout) {
    if (bias != null && biases.containsKey(bias)) {
      return biases.get(bias);
    }
    Tensor values =
        kept.keep(
            bias == null ? Tensors.zeros(DType.FLOAT32, shape.out()) : bias.detach().contiguous());
    Pointer data = values.data_ptr();
    memory made =
        kept.keep(new memory(kept.keep(new memory.desc(layout)), OneDnn.cpu().engine(), data));
    if (bias != null) {
      biases.put(bias, made);
    }
    return made;
  }
}
