package org.vedette.engine.optim;

import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;

/** Adaptive moments (Kingma and Ba 2015), PyTorch's Adam. */
@Component("Adam")
public final class Adam extends StatefulOptimizer {
  /**
   * Settings.
   *
   * @param lr learning rate
   * @param betas how slowly the averages of the gradient and of its square change
   * @param eps what keeps the divisor from zero
   * @param weight_decay factor of the weights that is added to their gradients
   * @param amsgrad whether the divisor never falls (Reddi et al. 2018)
   * @param foreach how PyTorch runs its kernels; changes nothing here
   * @param maximize whether the loss is to grow
   * @param capturable whether a CUDA graph may hold the step; changes nothing here
   * @param differentiable gradients through the step; only False
   * @param fused how PyTorch runs its kernels; changes nothing here
   */
  public record Config(
      @Default("0.001") double lr,
      @Default("(0.9, 0.999)") Betas betas,
      @Default("1e-8") double eps,
      @Default("0") double weight_decay,
      @Default("False") boolean amsgrad,
      @Default("None") Boolean foreach,
      @Default("False") boolean maximize,
      @Default("False") boolean capturable,
      @Default("False") boolean differentiable,
      @Default("None") Boolean fused) {
    Map<String, Object> defaults() {
      return new Settings()
          .positive("lr", lr)
          .any("betas", betas.tuple())
          .positive("eps", eps)
          .positive("weight_decay", weight_decay)
          .any("amsgrad", amsgrad)
          .any("maximize", maximize)
          .any("foreach", foreach)
          .any("capturable", capturable)
          .differentiable(differentiable)
          .any("fused", fused)
          .map();
    }
  }

  /** A new optimizer without parameters. */
  public Adam(Config config) {
    super(config.defaults());
  }

  @Override
  protected ParamState fresh(Tensor param, ParamGroup group) {
    return AdamRule.fresh(param, group.flag("amsgrad"));
  }

  @Override
  protected Rule rule(ParamGroup group) {
    AdamRule adam = new AdamRule(group);
    double weightDecay = group.number("weight_decay");
    boolean maximize = group.flag("maximize");
    return (param, grad, state) ->
        adam.update(param, decayed(grad, param, maximize, weightDecay), state);
  }
}
