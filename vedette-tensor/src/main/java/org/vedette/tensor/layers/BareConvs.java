package org.vedette.tensor.layers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorArrayRefOptional;
import org.vedette.tensor.DType;
import org.vedette.tensor.Functional;
import org.vedette.tensor.GradMode;
import org.vedette.tensor.Layer;
import org.vedette.tensor.Ops;
import org.vedette.tensor.Param;
import org.vedette.tensor.TensorScope;
import org.vedette.tensor.Tensors;

/**
 * Notes the convolutions and fully connected layers that run on this thread while it is open, and
 * times the same ones as bare libtorch calls: channels-last, in 32 bits, norms folded away, nothing
 * between them. That is what a network cannot be faster than by much. Deformable and transposed
 * convolutions are left out.
 */
public final class BareConvs implements AutoCloseable {
  private static final double NANOS_PER_MILLI = 1e6;
  private static final ThreadLocal<BareConvs> ACTIVE = new ThreadLocal<>();

  /** A number that is neither zero nor, multiplied many times, too small for a float. */
  private static final double VALUE = 0.01;

  /**
   * What ran.
   *
   * @param part the part of the model
   * @param input shape
   * @param weight shape
   * @param shape null for a fully connected layer
   * @param inputGrad whether the input has a gradient
   * @param weightGrad whether the weight has one
   */
  private record Call(
      String part,
      long[] input,
      long[] weight,
      Conv2d.Shape shape,
      boolean inputGrad,
      boolean weightGrad) {}

  private final List<Call> calls = new ArrayList<>();

  private BareConvs() {}

  /** Starts to take notes on this thread. */
  public static BareConvs open() {
    BareConvs notes = new BareConvs();
    ACTIVE.set(notes);
    return notes;
  }

  /** Whether somebody takes notes on this thread. */
  public static boolean isOpen() {
    return ACTIVE.get() != null;
  }

  /** Notes a layer that runs; does nothing when nobody asks. */
  static void add(Layer layer, Tensor input, Param weight, Conv2d.Shape shape) {
    BareConvs notes = ACTIVE.get();
    if (notes != null) {
      boolean inputGrad = input.requires_grad();
      boolean weightGrad = weight.get().requires_grad();
      notes.calls.add(
          new Call(
              part(layer.path()),
              Tensors.shape(input),
              weight.shape(),
              shape,
              inputGrad,
              weightGrad));
    }
  }

  /** The detector's child that a layer belongs to; of a second stage, its child. */
  private static String part(String path) {
    String[] names = path.split("\\.", 3);
    return names.length > 1 && names[0].equals("roi_head") ? names[0] + "." + names[1] : names[0];
  }

  /**
   * Times what was noted, once.
   *
   * @param backward whether gradients are computed too, of what had some
   * @return milliseconds by part of the model
   */
  public Map<String, Double> run(boolean backward) {
    Map<String, Double> millis = new LinkedHashMap<>();
    try (TensorScope scope = TensorScope.open()) {
      Map<String, Tensor> inputs = new HashMap<>();
      for (Call call : calls) {
        Tensor input =
            inputs.computeIfAbsent(Arrays.toString(call.input), key -> filled(call.input));
        millis.merge(call.part, time(call, input, backward), Double::sum);
      }
    }
    return millis;
  }

  private static double time(Call call, Tensor shared, boolean backward) {
    try (TensorScope scope = TensorScope.open()) {
      boolean grads = backward && (call.inputGrad || call.weightGrad);
      Tensor input = shared.detach().requires_grad_(grads && call.inputGrad);
      Tensor weight = filled(call.weight).requires_grad_(grads && call.weightGrad);
      Tensor bias = backward ? null : filled(call.weight[0]);
      if (grads) {
        long start = System.nanoTime();
        Tensor output = forward(call, input, weight, bias);
        double millis = since(start);
        Tensor gradient = Ops.add(output.detach(), VALUE);
        start = System.nanoTime();
        output.backward(gradient, new BoolOptional(), false, new TensorArrayRefOptional());
        return millis + since(start);
      }
      try (GradMode off = GradMode.off()) {
        long start = System.nanoTime();
        forward(call, input, weight, bias);
        return since(start);
      }
    }
  }

  private static Tensor forward(Call call, Tensor input, Tensor weight, Tensor bias) {
    Conv2d.Shape shape = call.shape;
    if (shape == null) {
      return Functional.linear(input, weight, bias);
    }
    return Functional.conv2d(
        input,
        weight,
        bias,
        new long[] {shape.strideH(), shape.strideW()},
        new long[] {shape.padH(), shape.padW()},
        new long[] {shape.dilation(), shape.dilation()},
        shape.groups());
  }

  private static Tensor filled(long... shape) {
    Tensor plain = Tensors.filled(DType.FLOAT32, VALUE, shape);
    return shape.length == 4 ? Ops.channelsLast(plain) : plain;
  }

  private static double since(long start) {
    return (System.nanoTime() - start) / NANOS_PER_MILLI;
  }

  /** Ends taking notes; those that there are stay. */
  @Override
  public void close() {
    ACTIVE.remove();
  }
}
