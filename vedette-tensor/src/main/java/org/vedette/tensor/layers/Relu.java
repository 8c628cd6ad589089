package org.vedette.tensor.layers;

import org.bytedeco.pytorch.Tensor;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;

/** max(x, 0): PyTorch's ReLU. */
@Component("ReLU")
public final class Relu extends Activation {
  /**
   * Settings.
   *
   * @param inplace whether the input's memory may be reused
   */
  public record Config(@Default("False") boolean inplace) {}

  private final boolean inplace;

  /** An activation with the given settings. */
  public Relu(Config config) {
    inplace = config.inplace();
  }

  @Override
  public Tensor forward(Tensor input) {
    return inplace ? input.relu_() : input.relu();
  }

  @Override
  String fusedName() {
    return "relu";
  }
}
