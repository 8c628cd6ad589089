package org.vedette.engine.optim;

import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.tensor.InPlace;
import org.vedette.tensor.Ops;

/** Adam whose divisor is a decaying maximum (Kingma and Ba 2015), PyTorch's Adamax. */
@Component("Adamax")
public final class Adamax extends StatefulOptimizer {
  /**
   * Settings.
   *
   * @param lr learning rate
   * @param betas how slowly the averages of the gradient and of its square change
   * @param eps what keeps the divisor from zero
   * @param weight_decay factor of the weights that is added to their gradients
   * @param foreach how PyTorch runs its kernels; changes nothing here
   * @param maximize whether the loss is to grow
   * @param differentiable gradients through the step; only False
   * @param capturable whether a CUDA graph may hold the step; changes nothing here
   */
  public record Config(
      @Default("0.002") double lr,
      @Default("(0.9, 0.999)") Betas betas,
      @Default("1e-8") double eps,
      @Default("0") double weight_decay,
      @Default("None") Boolean foreach,
      @Default("False") boolean maximize,
      @Default("False") boolean differentiable,
      @Default("False") boolean capturable) {
    Map<String, Object> defaults() {
      return new Settings()
          .positive("lr", lr)
          .any("betas", betas.tuple())
          .positive("eps", eps)
          .positive("weight_decay", weight_decay)
          .any("foreach", foreach)
          .any("maximize", maximize)
          .differentiable(differentiable)
          .any("capturable", capturable)
          .map();
    }
  }

  /** A new optimizer without parameters. */
  public Adamax(Config config) {
    super(config.defaults());
  }

  @Override
  protected ParamState fresh(Tensor param, ParamGroup group) {
    return new ParamState().number("step", 0f).zeros("exp_avg", param).zeros("exp_inf", param);
  }

  @Override
  protected Rule rule(ParamGroup group) {
    double lr = group.number("lr");
    double beta1 = group.number("betas", 0);
    double beta2 = group.number("betas", 1);
    double weightDecay = group.number("weight_decay");
    double eps = group.number("eps");
    boolean maximize = group.flag("maximize");
    return (param, grad, state) -> {
      double correction = 1 - Math.pow(beta1, state.count("step"));
      Tensor decayed = decayed(grad, param, maximize, weightDecay);
      Tensor mean = InPlace.mul(state.tensor("exp_avg"), beta1);
      InPlace.add(mean, decayed, 1 - beta1);
      Tensor largest = InPlace.mul(state.tensor("exp_inf"), beta2);
      InPlace.max(largest, Ops.add(decayed.abs(), eps));
      InPlace.addQuotient(param, mean, largest, -(lr / correction));
    };
  }
}
