package org.vedette.models.layers.residual;

import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.vedette.tensor.Functional;
import org.vedette.tensor.PretrainedLoader;
import org.vedette.tensor.TensorLayer;
import org.vedette.tensor.layers.Conv2d;
import org.vedette.tensor.layers.ConvStep;
import org.vedette.tensor.layers.ConvSteps;

/**
 * Brings a block's input to the shape of its output by a 1x1 convolution and a norm. Children:
 * {@code 0} and {@code 1}, or {@code 1} and {@code 2} after a mean over cells.
 */
final class Downsample extends TensorLayer implements ConvSteps {
  private final int pool;
  private final ConvStep step;

  /**
   * A shortcut.
   *
   * @param average whether the map is made smaller by means over cells instead of by the
   *     convolution's stride
   */
  Downsample(int in, int out, int stride, boolean average, BlockStyle style) {
    pool = average ? stride : 0;
    Conv2d.Shape shape = Conv2d.Shape.of(in, out, 1).stride(average ? 1 : stride);
    int first = average ? 1 : 0;
    step =
        new ConvStep(
            slot(String.valueOf(first), style.newConv(shape)),
            slot(String.valueOf(first + 1), style.norm().build().create(out)),
            null);
  }

  @Override
  public Tensor forward(Tensor input) {
    return step.forward(
        pool == 0 ? input : Functional.avgPool2d(input, pool, pool, 0, true, false));
  }

  @Override
  public List<ConvStep> steps() {
    return List.of(step);
  }

  /** Stops here, as PyTorch's container does. */
  @Override
  public void initWeights(PretrainedLoader checkpoints) {}
}
