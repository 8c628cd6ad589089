package org.vedette.engine.optim;

import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.tensor.InPlace;

/**
 * Divides the gradient by the root of the sum of all its squares (Duchi et al. 2011), PyTorch's
 * Adagrad.
 */
@Component("Adagrad")
public final class Adagrad extends StatefulOptimizer {
  /**
   * Settings.
   *
   * @param lr learning rate
   * @param lr_decay how fast lr falls with the steps
   * @param weight_decay factor of the weights that is added to their gradients
   * @param initial_accumulator_value the sum of squares at first
   * @param eps what keeps the divisor from zero
   * @param foreach how PyTorch runs its kernels; changes nothing here
   * @param maximize whether the loss is to grow
   * @param differentiable gradients through the step; only False
   */
  public record Config(
      @Default("0.01") double lr,
      @Default("0") double lr_decay,
      @Default("0") double weight_decay,
      @Default("0") double initial_accumulator_value,
      @Default("1e-10") double eps,
      @Default("None") Boolean foreach,
      @Default("False") boolean maximize,
      @Default("False") boolean differentiable) {
    Map<String, Object> defaults() {
      return new Settings()
          .positive("lr", lr)
          .positive("lr_decay", lr_decay)
          .positive("eps", eps)
          .positive("weight_decay", weight_decay)
          .positive("initial_accumulator_value", initial_accumulator_value)
          .any("foreach", foreach)
          .any("maximize", maximize)
          .differentiable(differentiable)
          .map();
    }
  }

  /** A new optimizer without parameters. */
  public Adagrad(Config config) {
    super(config.defaults());
  }

  @Override
  public void start(List<ParamGroup> all) {
    super.start(all);
    // PyTorch makes these states at once, also of parameters that never have a gradient.
    all.forEach(group -> group.params().values().forEach(param -> state(param, group)));
  }

  @Override
  protected ParamState fresh(Tensor param, ParamGroup group) {
    return new ParamState()
        .number("step", 0f)
        .filled("sum", param, group.number("initial_accumulator_value"));
  }

  @Override
  protected Rule rule(ParamGroup group) {
    double lr = group.number("lr");
    double lrDecay = group.number("lr_decay");
    double weightDecay = group.number("weight_decay");
    double eps = group.number("eps");
    boolean maximize = group.flag("maximize");
    return (param, grad, state) -> {
      double rate = lr / (1 + (state.count("step") - 1) * lrDecay);
      Tensor decayed = decayed(grad, param, maximize, weightDecay);
      Tensor sum = InPlace.addProduct(state.tensor("sum"), decayed, decayed, 1);
      InPlace.addQuotient(param, decayed, InPlace.add(sum.sqrt(), eps), -rate);
    };
  }
}
