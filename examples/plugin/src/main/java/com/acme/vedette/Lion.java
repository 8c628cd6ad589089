package com.acme.vedette;

import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.engine.optim.ParamGroup;
import org.vedette.engine.optim.ParamState;
import org.vedette.engine.optim.StatefulOptimizer;
import org.vedette.tensor.InPlace;
import org.vedette.tensor.Ops;

/**
 * Lion (Chen et al. 2023): each step moves every weight by lr, in the direction of the sign of a
 * mean of the momentum and the gradient; the weights decay apart from that.
 */
@Component("acme.Lion")
public final class Lion extends StatefulOptimizer {
  private static final String MOMENTUM = "exp_avg";

  /**
   * Settings.
   *
   * @param lr learning rate
   * @param beta1 the share of the momentum in the direction
   * @param beta2 the share of the momentum in the next momentum
   * @param weight_decay how fast weights decay, as a share of lr
   */
  public record Config(
      @Default("1e-4") double lr,
      @Default("0.9") double beta1,
      @Default("0.99") double beta2,
      @Default("0") double weight_decay) {
    /** Checks the numbers. */
    public Config {
      if (!(lr >= 0 && weight_decay >= 0)) {
        throw new IllegalArgumentException("lr and weight_decay: expected 0 or more");
      }
      if (!(beta1 >= 0 && beta1 < 1 && beta2 >= 0 && beta2 < 1)) {
        throw new IllegalArgumentException("beta1 and beta2: expected 0 to below 1");
      }
    }

    /** What each group starts with; a constructor or a schedule may change it. */
    private Map<String, Object> defaults() {
      Map<String, Object> settings = new LinkedHashMap<>();
      settings.put("lr", lr);
      settings.put("beta1", beta1);
      settings.put("beta2", beta2);
      settings.put("weight_decay", weight_decay);
      return settings;
    }
  }

  /** A new optimizer without parameters. */
  public Lion(Config config) {
    super(config.defaults());
  }

  @Override
  protected ParamState fresh(Tensor param, ParamGroup group) {
    return new ParamState().zeros(MOMENTUM, param);
  }

  @Override
  protected Rule rule(ParamGroup group) {
    double lr = group.number("lr");
    double beta1 = group.number("beta1");
    double beta2 = group.number("beta2");
    double decay = group.number("weight_decay");
    return (param, grad, state) -> {
      Tensor momentum = state.tensor(MOMENTUM);
      Tensor direction = Ops.add(Ops.mul(momentum, beta1), grad, 1 - beta1).sign();
      InPlace.mul(param, 1 - lr * decay);
      InPlace.add(param, direction, -lr);
      InPlace.lerp(momentum, grad, 1 - beta2);
    };
  }
}
