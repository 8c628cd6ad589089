package org.vedette.engine.optim;

import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.tensor.InPlace;
import org.vedette.tensor.Ops;

/** Divides the gradient by the root of its mean square (Hinton 2012), PyTorch's RMSprop. */
@Component("RMSprop")
public final class RmsProp extends StatefulOptimizer {
  /**
   * Settings.
   *
   * @param lr learning rate
   * @param alpha how slowly the average of the square changes
   * @param eps what keeps the divisor from zero
   * @param weight_decay factor of the weights that is added to their gradients
   * @param momentum how much of the last update goes on
   * @param centered whether the divisor is the standard deviation
   * @param capturable whether a CUDA graph may hold the step; changes nothing here
   * @param foreach how PyTorch runs its kernels; changes nothing here
   * @param maximize whether the loss is to grow
   * @param differentiable gradients through the step; only False
   */
  public record Config(
      @Default("0.01") double lr,
      @Default("0.99") double alpha,
      @Default("1e-8") double eps,
      @Default("0") double weight_decay,
      @Default("0") double momentum,
      @Default("False") boolean centered,
      @Default("False") boolean capturable,
      @Default("None") Boolean foreach,
      @Default("False") boolean maximize,
      @Default("False") boolean differentiable) {
    Map<String, Object> defaults() {
      return new Settings()
          .positive("lr", lr)
          .positive("momentum", momentum)
          .positive("alpha", alpha)
          .positive("eps", eps)
          .any("centered", centered)
          .positive("weight_decay", weight_decay)
          .any("capturable", capturable)
          .any("foreach", foreach)
          .any("maximize", maximize)
          .differentiable(differentiable)
          .map();
    }
  }

  /** A new optimizer without parameters. */
  public RmsProp(Config config) {
    super(config.defaults());
  }

  @Override
  protected ParamState fresh(Tensor param, ParamGroup group) {
    ParamState state = new ParamState().number("step", 0L).zeros("square_avg", param);
    if (group.number("momentum") > 0) {
      state.zeros("momentum_buffer", param);
    }
    return group.flag("centered") ? state.zeros("grad_avg", param) : state;
  }

  @Override
  protected Rule rule(ParamGroup group) {
    double lr = group.number("lr");
    double momentum = group.number("momentum");
    double weightDecay = group.number("weight_decay");
    boolean maximize = group.flag("maximize");
    return (param, grad, state) -> {
      state.count("step");
      Tensor decayed = decayed(grad, param, maximize, weightDecay);
      Tensor divisor = divisor(decayed, state, group);
      if (momentum > 0) {
        Tensor buffer = InPlace.mul(state.tensor("momentum_buffer"), momentum);
        InPlace.add(param, InPlace.addQuotient(buffer, decayed, divisor, 1), -lr);
      } else {
        InPlace.addQuotient(param, decayed, divisor, -lr);
      }
    };
  }

  private static Tensor divisor(Tensor grad, ParamState state, ParamGroup group) {
    double alpha = group.number("alpha");
    Tensor square = InPlace.mul(state.tensor("square_avg"), alpha);
    InPlace.addProduct(square, grad, grad, 1 - alpha);
    if (group.flag("centered")) {
      Tensor mean = InPlace.mul(state.tensor("grad_avg"), alpha);
      InPlace.add(mean, grad, 1 - alpha);
      square = Ops.addProduct(square, mean, mean, -1);
    }
    return InPlace.add(square.sqrt(), group.number("eps"));
  }
}
