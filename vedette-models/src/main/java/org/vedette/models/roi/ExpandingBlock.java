package org.vedette.models.roi;

import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.vedette.tensor.TensorLayer;
import org.vedette.tensor.layers.BatchNorm;
import org.vedette.tensor.layers.Conv2d;
import org.vedette.tensor.layers.ConvStep;
import org.vedette.tensor.layers.ConvSteps;
import org.vedette.tensor.layers.Relu;

/**
 * A residual block from few channels to many: 3x3, then 1x1, beside a 1x1 for the shortcut, each
 * with batch norm. Children: {@code conv1}, {@code conv2}, {@code conv_identity}.
 */
final class ExpandingBlock extends TensorLayer {
  private static final BatchNorm.Config BATCH_NORM =
      new BatchNorm.Config(1e-5, 0.1, true, true, true);

  private final Step first;
  private final Step second;
  private final Step shortcut;

  ExpandingBlock(int in, int out) {
    first = child("conv1", new Step(Conv2d.Shape.of(in, in, 3).padding(1), true));
    second = child("conv2", new Step(Conv2d.Shape.of(in, out, 1), false));
    shortcut = child("conv_identity", new Step(Conv2d.Shape.of(in, out, 1), false));
  }

  @Override
  public Tensor forward(Tensor input) {
    return second.forward(first.forward(input)).add(shortcut.forward(input)).relu();
  }

  /** A convolution without bias and a batch norm: children {@code conv}, {@code bn}. */
  private static final class Step extends TensorLayer implements ConvSteps {
    private final ConvStep step;

    Step(Conv2d.Shape shape, boolean rectified) {
      step =
          new ConvStep(
              slot("conv", new Conv2d(shape, false)),
              slot("bn", new BatchNorm(BATCH_NORM).create(shape.out())),
              rectified ? new Relu(new Relu.Config(true)) : null);
    }

    @Override
    public Tensor forward(Tensor input) {
      return step.forward(input);
    }

    @Override
    public List<ConvStep> steps() {
      return List.of(step);
    }
  }
}
