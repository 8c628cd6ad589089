package org.vedette.models.layers;

import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.vedette.tensor.PretrainedLoader;
import org.vedette.tensor.TensorLayer;
import org.vedette.tensor.layers.Activation;
import org.vedette.tensor.layers.Conv2d;
import org.vedette.tensor.layers.ConvStep;
import org.vedette.tensor.layers.ConvSteps;
import org.vedette.tensor.layers.ConvStyle;

/**
 * A convolution without bias, a normalisation and perhaps an activation, named {@code 0} and {@code
 * 1} as in PyTorch's Sequential.
 */
public final class NumberedConv extends TensorLayer implements ConvSteps {
  private final ConvStep step;

  /**
   * A layer.
   *
   * @param style whose convolution and normalisation are taken
   * @param act the activation at the end; null for none
   */
  public NumberedConv(Conv2d.Shape shape, ConvStyle style, Activation act) {
    step =
        new ConvStep(
            slot("0", style.newConv(shape, false)), slot("1", style.newNorm(shape.out())), act);
  }

  @Override
  public Tensor forward(Tensor input) {
    return step.forward(input);
  }

  @Override
  public List<ConvStep> steps() {
    return List.of(step);
  }

  /** Stops here, as PyTorch's container does. */
  @Override
  public void initWeights(PretrainedLoader checkpoints) {}
}
