package org.vedette.engine.optim;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.vedette.base.pickle.PyDict;
import org.vedette.tensor.GradMode;
import org.vedette.tensor.InPlace;
import org.vedette.tensor.Ops;
import org.vedette.tensor.Param;
import org.vedette.tensor.TensorScope;

/** Scales losses up and gradients down, and finds a scale: PyTorch's class of this name. */
final class GradScaler {
  private final LossScale.Dynamic settings;
  private final boolean fixed;
  private double scale;
  private double growthFactor;
  private double backoffFactor;
  private long growthInterval;
  private long goodSteps;

  GradScaler(LossScale config) {
    fixed = config instanceof LossScale.Fixed;
    settings =
        config instanceof LossScale.Dynamic dynamic
            ? dynamic
            : new LossScale.Dynamic(((LossScale.Fixed) config).scale(), 2, 0.5, 2000, true);
    scale = (float) settings.init_scale();
    growthFactor = settings.growth_factor();
    backoffFactor = settings.backoff_factor();
    growthInterval = settings.growth_interval();
  }

  double scale() {
    return settings.enabled() ? scale : 1;
  }

  Tensor scaled(Tensor loss) {
    return settings.enabled() ? Ops.mul(loss, scale) : loss;
  }

  /**
   * Brings gradients back to their size.
   *
   * @return whether all are finite
   */
  boolean unscale(List<Param> params) {
    if (!settings.enabled() || params.isEmpty()) {
      return true;
    }
    try (GradMode off = GradMode.off();
        TensorScope scope = TensorScope.open()) {
      List<Tensor> largest = new ArrayList<>();
      double factor = (float) (1 / scale);
      for (Param param : params) {
        Tensor grad = InPlace.mul(param.grad(), factor);
        // A largest magnitude is finite only if all are: it hands on what is not a number.
        largest.add(Ops.norm(grad, Double.POSITIVE_INFINITY));
      }
      return Double.isFinite(
          Ops.norm(Ops.stack(largest, 0), Double.POSITIVE_INFINITY).item_double());
    }
  }

  /** Finds the next scale after an update, or after one that was left out for its overflow. */
  void update(boolean finite) {
    if (fixed || !settings.enabled()) {
      return;
    }
    if (!finite) {
      scale = (float) (scale * backoffFactor);
      goodSteps = 0;
    } else if (++goodSteps == growthInterval) {
      float grown = (float) (scale * growthFactor);
      scale = Float.isFinite(grown) ? grown : scale;
      goodSteps = 0;
    }
  }

  PyDict state() {
    PyDict state = new PyDict();
    if (settings.enabled()) {
      state.put("scale", scale);
      state.put("growth_factor", growthFactor);
      state.put("backoff_factor", backoffFactor);
      state.put("growth_interval", growthInterval);
      state.put("_growth_tracker", goodSteps);
    }
    return state;
  }

  void load(PyDict state) {
    if (settings.enabled() && !state.isEmpty()) {
      scale = number(state, "scale");
      growthFactor = number(state, "growth_factor");
      backoffFactor = number(state, "backoff_factor");
      growthInterval = (long) number(state, "growth_interval");
      goodSteps = (long) number(state, "_growth_tracker");
    }
  }

  private static double number(PyDict state, String name) {
    return SavedNumbers.of(state.get(name), "loss_scaler." + name);
  }
}
