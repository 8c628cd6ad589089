package org.vedette.models.layers.residual;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.vedette.tensor.InPlace;
import org.vedette.tensor.Init;
import org.vedette.tensor.PretrainedLoader;
import org.vedette.tensor.TensorLayer;
import org.vedette.tensor.TensorScope;
import org.vedette.tensor.layers.ConvStep;
import org.vedette.tensor.layers.ConvSteps;
import org.vedette.tensor.layers.Norm;
import org.vedette.tensor.layers.Relu;

/**
 * max(f(x) + shortcut(x), 0): a block of He et al. 2016, (N, in, H, W) to (N, out, H', W').
 * Children: {@code conv1}, {@code bn1}, {@code conv2}, ..., {@code downsample} where the shape
 * changes.
 */
abstract class ResidualBlock extends TensorLayer implements ConvSteps {
  private final List<ConvStep> steps = new ArrayList<>();
  private final boolean zeroInit;
  private TensorLayer shortcut;

  ResidualBlock(boolean zeroInit) {
    this.zeroInit = zeroInit;
  }

  /** f(x), of the shape of the output; a map that may be changed in place. */
  abstract Tensor residual(Tensor input);

  @Override
  public final Tensor forward(Tensor input) {
    return TensorScope.only(
        () -> {
          Tensor residual = residual(input);
          return InPlace.addRectified(residual, shortcut == null ? input : shortcut.forward(input));
        });
  }

  /** Registers the next convolution and its norm. */
  final ConvStep step(TensorLayer conv, Norm norm, int channels, boolean rectified) {
    int number = steps.size() + 1;
    ConvStep step =
        new ConvStep(
            slot("conv" + number, conv),
            slot(norm.abbreviation() + number, norm.create(channels)),
            rectified ? new Relu(new Relu.Config(true)) : null);
    steps.add(step);
    return step;
  }

  /** Registers what brings the input to the shape of the output; null where it has it already. */
  final void shortcut(TensorLayer layer) {
    shortcut = layer == null ? null : child("downsample", layer);
  }

  @Override
  public final List<ConvStep> steps() {
    return steps;
  }

  @Override
  public void initWeights(PretrainedLoader checkpoints) {
    super.initWeights(checkpoints);
    TensorLayer last = steps.get(steps.size() - 1).norm();
    if (zeroInit && last != null && last.own("weight") != null) {
      Init.constant(last.own("weight"), 0);
      Init.constant(last.own("bias"), 0);
    }
  }
}
