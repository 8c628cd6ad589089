package org.vedette.models.backbones;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.vedette.tensor.PretrainedLoader;
import org.vedette.tensor.TensorLayer;
import org.vedette.tensor.layers.Conv2d;
import org.vedette.tensor.layers.ConvStep;
import org.vedette.tensor.layers.ConvSteps;
import org.vedette.tensor.layers.ConvStyle;
import org.vedette.tensor.layers.Relu;

/**
 * Three 3x3 convolutions in place of ResNet's 7x7 one, (N, in, H, W) to (N, out, H/2, W/2).
 * Children {@code 0}, {@code 1}, {@code 3}, {@code 4}, {@code 6}, {@code 7}: each convolution and
 * its norm; an activation has the number between.
 */
final class ResNetStem extends TensorLayer implements ConvSteps {
  private final List<ConvStep> steps = new ArrayList<>();

  ResNetStem(int in, int out, ConvStyle style) {
    add(Conv2d.Shape.of(in, out / 2, 3).stride(2), style);
    add(Conv2d.Shape.of(out / 2, out / 2, 3), style);
    add(Conv2d.Shape.of(out / 2, out, 3), style);
  }

  private void add(Conv2d.Shape shape, ConvStyle style) {
    int number = 3 * steps.size();
    steps.add(
        new ConvStep(
            slot(String.valueOf(number), style.newConv(shape.padding(1), false)),
            slot(String.valueOf(number + 1), style.newNorm(shape.out())),
            new Relu(new Relu.Config(true))));
  }

  @Override
  public Tensor forward(Tensor input) {
    Tensor x = input;
    for (ConvStep step : steps) {
      x = step.forward(x);
    }
    return x;
  }

  @Override
  public List<ConvStep> steps() {
    return steps;
  }

  /** Stops here, as PyTorch's container does. */
  @Override
  public void initWeights(PretrainedLoader checkpoints) {}
}
