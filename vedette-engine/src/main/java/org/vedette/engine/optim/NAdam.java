package org.vedette.engine.optim;

import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.tensor.InPlace;

/**
 * Adam that looks ahead as Nesterov's momentum does (Dozat 2016), PyTorch's NAdam. The weight of
 * the average is PyTorch 1.13's, which counts this step's momentum twice; 2.x counts it once.
 */
@Component("NAdam")
public final class NAdam extends StatefulOptimizer {
  /**
   * Settings.
   *
   * @param lr learning rate
   * @param betas how slowly the averages of the gradient and of its square change
   * @param eps what keeps the divisor from zero
   * @param weight_decay factor of the weights that is added to their gradients
   * @param momentum_decay how fast the momentum reaches the first beta
   * @param decoupled_weight_decay whether the weights shrink by lr * weight_decay instead, as AdamW
   *     does it
   * @param foreach how PyTorch runs its kernels; changes nothing here
   * @param maximize whether the loss is to grow
   * @param capturable whether a CUDA graph may hold the step; changes nothing here
   * @param differentiable gradients through the step; only False
   */
  public record Config(
      @Default("0.002") double lr,
      @Default("(0.9, 0.999)") Betas betas,
      @Default("1e-8") double eps,
      @Default("0") double weight_decay,
      @Default("0.004") double momentum_decay,
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
          .positive("momentum_decay", momentum_decay)
          .any("decoupled_weight_decay", decoupled_weight_decay)
          .any("maximize", maximize)
          .any("foreach", foreach)
          .any("capturable", capturable)
          .differentiable(differentiable)
          .map();
    }
  }

  /** A new optimizer without parameters. */
  public NAdam(Config config) {
    super(config.defaults());
  }

  @Override
  protected ParamState fresh(Tensor param, ParamGroup group) {
    return new ParamState()
        .number("step", 0f)
        .number("mu_product", 1f)
        .zeros("exp_avg", param)
        .zeros("exp_avg_sq", param);
  }

  @Override
  protected Rule rule(ParamGroup group) {
    double lr = group.number("lr");
    double beta1 = group.number("betas", 0);
    double beta2 = group.number("betas", 1);
    double weightDecay = group.number("weight_decay");
    double momentumDecay = group.number("momentum_decay");
    double eps = group.number("eps");
    boolean maximize = group.flag("maximize");
    boolean decoupled = group.flag("decoupled_weight_decay");
    return (param, grad, state) -> {
      double step = state.count("step");
      double mu = beta1 * (1. - 0.5 * Math.pow(0.96, step * momentumDecay));
      double next = beta1 * (1. - 0.5 * Math.pow(0.96, (step + 1) * momentumDecay));
      // PyTorch keeps the product in single precision.
      float product = (float) state.number("mu_product") * (float) mu;
      state.number("mu_product", product);
      double ahead = product * mu * next;
      if (decoupled) {
        InPlace.mul(param, 1 - lr * weightDecay);
      }
      Tensor decayed = decayed(grad, param, maximize, decoupled ? 0 : weightDecay);
      Tensor mean = InPlace.mul(state.tensor("exp_avg"), beta1);
      InPlace.add(mean, decayed, 1 - beta1);
      Tensor square = InPlace.mul(state.tensor("exp_avg_sq"), beta2);
      InPlace.addProduct(square, decayed, decayed, 1 - beta2);
      Tensor divisor = InPlace.div(square.clone(), 1 - Math.pow(beta2, step)).sqrt_();
      InPlace.add(divisor, eps);
      InPlace.addQuotient(param, decayed, divisor, -lr * (1. - mu) / (1. - product));
      InPlace.addQuotient(param, mean, divisor, -lr * next / (1. - ahead));
    };
  }
}
