package org.vedette.engine.optim;

import org.bytedeco.pytorch.Tensor;
import org.vedette.tensor.InPlace;

/** The update that Adam and AdamW share, with the settings of one group at one step. */
final class AdamRule {
  private static final String STEP = "step";
  private static final String MEAN = "exp_avg";
  private static final String SQUARE = "exp_avg_sq";
  private static final String MAX_SQUARE = "max_exp_avg_sq";

  private final double lr;
  private final double beta1;
  private final double beta2;
  private final double eps;
  private final boolean amsgrad;

  AdamRule(ParamGroup group) {
    lr = group.number("lr");
    beta1 = group.number("betas", 0);
    beta2 = group.number("betas", 1);
    eps = group.number("eps");
    amsgrad = group.flag("amsgrad");
  }

  static ParamState fresh(Tensor param, boolean amsgrad) {
    ParamState state = new ParamState().number(STEP, 0f).zeros(MEAN, param).zeros(SQUARE, param);
    return amsgrad ? state.zeros(MAX_SQUARE, param) : state;
  }

  void update(Tensor param, Tensor grad, ParamState state) {
    double step = state.count(STEP);
    Tensor mean = state.tensor(MEAN);
    Tensor square = state.tensor(SQUARE);
    InPlace.add(InPlace.mul(mean, beta1), grad, 1 - beta1);
    InPlace.addProduct(InPlace.mul(square, beta2), grad, grad, 1 - beta2);
    if (amsgrad) {
      square = InPlace.max(state.tensor(MAX_SQUARE), square);
    }
    double rootCorrection = Math.sqrt(1 - Math.pow(beta2, step));
    Tensor divisor = InPlace.add(InPlace.div(square.sqrt(), rootCorrection), eps);
    InPlace.addQuotient(param, mean, divisor, -(lr / (1 - Math.pow(beta1, step))));
  }
}
