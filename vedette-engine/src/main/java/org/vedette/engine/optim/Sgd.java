package org.vedette.engine.optim;

import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.tensor.InPlace;
import org.vedette.tensor.Ops;

/**
 * Stochastic gradient descent with momentum (Sutskever et al. 2013), PyTorch's SGD. The momentum
 * starts as the first gradient.
 */
@Component("SGD")
public final class Sgd extends StatefulOptimizer {
  private static final String BUFFER = "momentum_buffer";

  /**
   * Settings.
   *
   * @param lr learning rate
   * @param momentum how much of the last update goes on
   * @param dampening how much less of the gradient enters the momentum
   * @param weight_decay factor of the weights that is added to their gradients
   * @param nesterov whether the gradient is looked at where the momentum leads; wants momentum and
   *     no dampening
   * @param maximize whether the loss is to grow
   * @param foreach how PyTorch runs its kernels; changes nothing here
   * @param differentiable gradients through the step; only False
   */
  public record Config(
      double lr,
      @Default("0") double momentum,
      @Default("0") double dampening,
      @Default("0") double weight_decay,
      @Default("False") boolean nesterov,
      @Default("False") boolean maximize,
      @Default("None") Boolean foreach,
      @Default("False") boolean differentiable) {
    /** Checks the values. */
    public Config {
      if (nesterov && (momentum <= 0 || dampening != 0)) {
        throw new IllegalArgumentException("nesterov wants a momentum and no dampening");
      }
    }

    Map<String, Object> defaults() {
      return new Settings()
          .positive("lr", lr)
          .positive("momentum", momentum)
          .any("dampening", dampening)
          .positive("weight_decay", weight_decay)
          .any("nesterov", nesterov)
          .any("maximize", maximize)
          .any("foreach", foreach)
          .differentiable(differentiable)
          .map();
    }
  }

  /** A new optimizer without parameters. */
  public Sgd(Config config) {
    super(config.defaults());
  }

  @Override
  protected ParamState fresh(Tensor param, ParamGroup group) {
    return new ParamState().absent(BUFFER);
  }

  @Override
  protected Rule rule(ParamGroup group) {
    double lr = group.number("lr");
    double momentum = group.number("momentum");
    double dampening = group.number("dampening");
    double weightDecay = group.number("weight_decay");
    boolean nesterov = group.flag("nesterov");
    boolean maximize = group.flag("maximize");
    return (param, grad, state) -> {
      Tensor change = decayed(grad, param, maximize, weightDecay);
      if (momentum != 0) {
        Tensor buffer = buffer(state, change, momentum, dampening);
        change = nesterov ? Ops.add(change, buffer, momentum) : buffer;
      }
      InPlace.add(param, change, -lr);
    };
  }

  private static Tensor buffer(ParamState state, Tensor grad, double momentum, double dampening) {
    Tensor buffer = state.tensor(BUFFER);
    if (buffer == null) {
      buffer = grad.clone();
      state.set(BUFFER, buffer);
    } else {
      InPlace.add(InPlace.mul(buffer, momentum), grad, 1 - dampening);
    }
    return buffer;
  }
}
