package org.vedette.engine.optim;

import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.tensor.InPlace;

/**
 * Adam whose first steps, while the mean square is uncertain, are plain momentum (Liu et al. 2020),
 * PyTorch's RAdam.
 */
@Component("RAdam")
public final class RAdam extends StatefulOptimizer {
  /**
   * Settings.
   *
   * @param lr learning rate
   * @param betas how slowly the averages of the gradient and of its square change
   * @param eps what keeps the divisor from zero
   * @param weight_decay factor of the weights that is added to their gradients
   * @param decoupled_weight_decay whether the weights shrink by lr * weight_decay instead, as AdamW
   *     does it
   * @param foreach how PyTorch runs its kernels; changes nothing here
   * @param maximize whether the loss is to grow
   * @param capturable whether a CUDA graph may hold the step; changes nothing here
   * @param differentiable gradients through the step; only False
   */
  public record Config(
      @Default("0.001") double lr,
      @Default("(0.9, 0.999)") Betas betas,
      @Default("1e-8") double eps,
      @Default("0") double weight_decay,
      @Default("False") boolean decoupled_weight_decay,
      @Default("None") Boolean foreach,
      @Default("False") boolean maximize,
      @Default("False") boolean capturable,
      @Default("False") boolean differentiable) {
    Map<String, Object> defaults() {
      return new Settings()
          .positive("lr", lr)
          .any("betas", betas.tuple())
          .positive("eps", eps)
          .positive("weight_decay", weight_decay)
          .any("maximize", maximize)
          .any("foreach", foreach)
          .any("capturable", capturable)
          .any("decoupled_weight_decay", decoupled_weight_decay)
          .differentiable(differentiable)
          .map();
    }
  }

  /** A new optimizer without parameters. */
  public RAdam(Config config) {
    super(config.defaults());
  }

  @Override
  protected ParamState fresh(Tensor param, ParamGroup group) {
    return new ParamState().number("step", 0f).zeros("exp_avg", param).zeros("exp_avg_sq", param);
  }

  @Override
  protected Rule rule(ParamGroup group) {
    double lr = group.number("lr");
    double beta1 = group.number("betas", 0);
    double beta2 = group.number("betas", 1);
    double weightDecay = group.number("weight_decay");
    double eps = group.number("eps");
    boolean maximize = group.flag("maximize");
    boolean decoupled = group.flag("decoupled_weight_decay");
    return (param, grad, state) -> {
      double step = state.count("step");
      if (decoupled) {
        InPlace.mul(param, 1 - lr * weightDecay);
      }
      Tensor decayed = decayed(grad, param, maximize, decoupled ? 0 : weightDecay);
      Tensor mean = InPlace.mul(state.tensor("exp_avg"), beta1);
      InPlace.add(mean, decayed, 1 - beta1);
      Tensor square = InPlace.mul(state.tensor("exp_avg_sq"), beta2);
      InPlace.addProduct(square, decayed, decayed, 1 - beta2);
      double rate = lr / (1 - Math.pow(beta1, step));
      double rectified = rectified(beta2, step);
      if (rectified > 0) {
        Tensor divisor = InPlace.add(square.sqrt(), eps);
        double root = Math.sqrt(1 - Math.pow(beta2, step));
        InPlace.addQuotient(param, mean, divisor, -rate * root * rectified);
      } else {
        InPlace.add(param, mean, -rate);
      }
    };
  }

  /** How far the mean square can be trusted, above 0 to 1; 0: not at all. */
  private static double rectified(double beta2, double step) {
    double power = Math.pow(beta2, step);
    double most = 2 / (1 - beta2) - 1;
    double length = most - 2 * step * power / (1 - power);
    return length <= 5
        ? 0
        : Math.sqrt((length - 4) * (length - 2) * most / ((most - 4) * (most - 2) * length));
  }
}
