package org.vedette.tensor.layers;

import org.bytedeco.pytorch.Tensor;
import org.vedette.tensor.FlopCounter;
import org.vedette.tensor.Functional;
import org.vedette.tensor.Init;
import org.vedette.tensor.Param;
import org.vedette.tensor.TensorLayer;
import org.vedette.tensor.Tensors;

/** Fully connected layer, (..., in) to (..., out). */
public final class Linear extends TensorLayer {
  private final Param weight;
  private final Param bias;

  /** A layer with PyTorch's default initialisation. */
  public Linear(int in, int out, boolean withBias) {
    weight = param("weight", Tensors.parameter(out, in));
    bias = withBias ? param("bias", Tensors.parameter(out)) : null;
    Init.defaultUniform(weight, bias);
  }

  @Override
  public Tensor forward(Tensor input) {
    try {
      Tensor output = Functional.linear(input, weight.get(), bias == null ? null : bias.get());
      FlopCounter.add(this, output.numel() * Init.fanIn(weight));
      BareConvs.add(this, input, weight, null);
      return output;
    } catch (RuntimeException e) {
      throw failed(e, input);
    }
  }

  /** (out, in). */
  public Param weight() {
    return weight;
  }

  /** (out), or null when there is none. */
  public Param bias() {
    return bias;
  }

  @Override
  public String toString() {
    return "Linear(" + weight.shape()[1] + ", " + weight.shape()[0] + ")";
  }
}
