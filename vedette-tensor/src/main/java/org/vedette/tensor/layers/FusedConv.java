package org.vedette.tensor.layers;

import org.bytedeco.pytorch.Dispatcher;
import org.bytedeco.pytorch.GenericList;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.IValueVector;
import org.bytedeco.pytorch.OperatorHandle;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.vedette.tensor.TensorScope;
import org.vedette.tensor.Tensors;
import org.vedette.tensor.plan.PlanOp;

/**
 * A convolution and the activation after it as one oneDNN primitive, with the weights in oneDNN's
 * own layout, for inference on the CPU: the map is written once, and no call reorders the weights.
 *
 * <p>libtorch has this as the operator {@code mkldnn::_convolution_pointwise}, which its C++ API
 * does not declare, so it is called through the dispatcher.
 */
final class FusedConv {
  private static final int PADDING = 3;
  private static final int STRIDE = 4;
  private static final int DILATION = 5;
  private static final int SCALARS = 8;

  private final PlanOp.Convolution planned;
  private final OperatorHandle operator;
  private final IValueVector arguments;

  /**
   * A convolution for inputs like {@code example}; others are right too, if perhaps slower.
   *
   * @param activation oneDNN's name: {@code none}, {@code relu} or {@code swish}
   * @param bias may be null
   */
  FusedConv(Conv2d.Shape shape, Tensor weight, Tensor bias, String activation, Tensor example) {
    planned = new PlanOp.Convolution(shape, weight, bias, activation);
    try (TensorScope scope = TensorScope.open()) {
      operator = Dispatcher.singleton().findSchemaOrThrow("mkldnn::_convolution_pointwise", "");
      long[] padding = {shape.padH(), shape.padW()};
      long[] stride = {shape.strideH(), shape.strideW()};
      long[] dilation = {shape.dilation(), shape.dilation()};
      Tensor packed =
          torch.mkldnn_reorder_conv2d_weight(
              weight.to_mkldnn(),
              padding,
              stride,
              dilation,
              shape.groups(),
              Tensors.shape(example));
      arguments =
          new IValueVector(
              new IValue(),
              new IValue(packed),
              bias == null ? new IValue() : new IValue(bias),
              list(PADDING, padding),
              list(STRIDE, stride),
              list(DILATION, dilation),
              new IValue((long) shape.groups()),
              new IValue(activation),
              list(SCALARS),
              new IValue());
      operator.retainReference();
      arguments.retainReference();
    }
  }

  /** A list of the element type that the operator's argument wants. */
  private IValue list(int argument, long... values) {
    GenericList list =
        new GenericList(
            operator.schema().arguments().getPointer(argument).type().get().containedType(0));
    for (long value : values) {
      list.push_back(new IValue(value));
    }
    return new IValue(list);
  }

  /** The same for a plan. */
  PlanOp.Convolution planned() {
    return planned;
  }

  /** (N, in, H, W) to (N, out, H', W'). */
  Tensor forward(Tensor input) {
    try (IValueVector stack = new IValueVector()) {
      stack.put(arguments);
      stack.put(0, new IValue(input));
      operator.callBoxed(stack);
      // What the stack gives lies in its own memory.
      return new Tensor(stack.get(0).toTensor());
    }
  }
}
