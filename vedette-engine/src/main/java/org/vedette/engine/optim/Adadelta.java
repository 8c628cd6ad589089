package org.vedette.engine.optim;

import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.tensor.InPlace;
import org.vedette.tensor.Ops;

/**
 * Scales the gradient by the size of past updates over that of past gradients (Zeiler 2012),
 * PyTorch's Adadelta.
 */
@Component("Adadelta")
public final class Adadelta extends StatefulOptimizer {
  /**
   * Settings.
   *
   * @param lr learning rate
   * @param rho how slowly the averages change, from 0 to 1
   * @param eps what keeps the divisor from zero
   * @param weight_decay factor of the weights that is added to their gradients
   * @param foreach how PyTorch runs its kernels; changes nothing here
   * @param capturable whether a CUDA graph may hold the step; changes nothing here
   * @param maximize whether the loss is to grow
   * @param differentiable gradients through the step; only False
   */
  public record Config(
      @Default("1.0") double lr,
      @Default("0.9") double rho,
      @Default("1e-6") double eps,
      @Default("0") double weight_decay,
      @Default("None") Boolean foreach,
      @Default("False") boolean capturable,
      @Default("False") boolean maximize,
      @Default("False") boolean differentiable) {
    /** Checks the share. */
    public Config {
      if (rho > 1) {
        throw new IllegalArgumentException("rho " + rho + ": expected from 0 to 1");
      }
    }

    Map<String, Object> defaults() {
      return new Settings()
          .positive("lr", lr)
          .positive("rho", rho)
          .positive("eps", eps)
          .positive("weight_decay", weight_decay)
          .any("maximize", maximize)
          .any("capturable", capturable)
          .any("foreach", foreach)
          .differentiable(differentiable)
          .map();
    }
  }

  /** A new optimizer without parameters. */
  public Adadelta(Config config) {
    super(config.defaults());
  }

  @Override
  protected ParamState fresh(Tensor param, ParamGroup group) {
    return new ParamState().number("step", 0L).zeros("square_avg", param).zeros("acc_delta", param);
  }

  @Override
  protected Rule rule(ParamGroup group) {
    double lr = group.number("lr");
    double rho = group.number("rho");
    double weightDecay = group.number("weight_decay");
    double eps = group.number("eps");
    boolean maximize = group.flag("maximize");
    return (param, grad, state) -> {
      state.count("step");
      Tensor decayed = decayed(grad, param, maximize, weightDecay);
      Tensor square = InPlace.mul(state.tensor("square_avg"), rho);
      InPlace.addProduct(square, decayed, decayed, 1 - rho);
      Tensor updates = state.tensor("acc_delta");
      Tensor delta = Ops.add(updates, eps).sqrt_().div_(Ops.add(square, eps).sqrt_());
      delta.mul_(decayed);
      InPlace.addProduct(InPlace.mul(updates, rho), delta, delta, 1 - rho);
      InPlace.add(param, delta, -lr);
    };
  }
}
