package org.vedette.engine.optim;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.bytedeco.pytorch.Tensor;
import org.vedette.base.VedetteException;
import org.vedette.config.ConfigNode;
import org.vedette.config.DictNode;
import org.vedette.config.ScalarNode;
import org.vedette.config.component.BindContext;
import org.vedette.config.component.Default;
import org.vedette.config.component.FromConfig;
import org.vedette.tensor.GradMode;
import org.vedette.tensor.InPlace;
import org.vedette.tensor.Ops;
import org.vedette.tensor.Param;
import org.vedette.tensor.TensorScope;

/** How gradients are bounded before an update: MMEngine's {@code clip_grad}. */
public sealed interface ClipGrad {
  /**
   * Bounds the gradients of parameters in place.
   *
   * @return the norm before that; empty where no norm is taken
   */
  OptionalDouble clip(List<Param> params);

  /**
   * Scales all gradients so that their norm is at most a bound, {@code clip_grad_norm_}.
   *
   * @param type norm
   * @param max_norm the bound
   * @param norm_type the p of the p-norm; inf or 'inf': the largest magnitude
   * @param error_if_nonfinite whether a norm that is no number ends the run
   */
  record Norm(
      @Default("'norm'") String type,
      double max_norm,
      @Default("2") NormType norm_type,
      @Default("False") boolean error_if_nonfinite)
      implements ClipGrad {
    /** Checks the bound: a negative one would turn the gradients round. */
    public Norm {
      if (!(max_norm >= 0)) {
        throw new IllegalArgumentException("max_norm " + max_norm + ": expected 0 or more");
      }
    }

    @Override
    public OptionalDouble clip(List<Param> params) {
      try (GradMode off = GradMode.off();
          TensorScope scope = TensorScope.open()) {
        List<Tensor> grads = new ArrayList<>();
        List<Tensor> norms = new ArrayList<>();
        for (Param param : params) {
          Tensor grad = param.grad();
          grads.add(grad);
          norms.add(Ops.norm(grad, norm_type.p()));
        }
        Tensor total = Ops.norm(Ops.stack(norms, 0), norm_type.p());
        double norm = total.item_double();
        if (error_if_nonfinite && !Double.isFinite(norm)) {
          throw new VedetteException(
              "clip_grad: the norm of the gradients is "
                  + norm
                  + "; hint: error_if_nonfinite=False lets the run go on");
        }
        shrink(grads, total);
        return OptionalDouble.of(norm);
      }
    }

    private void shrink(List<Tensor> grads, Tensor total) {
      // max_norm / (total + 1e-6) in the gradients' own precision.
      Tensor factor = Ops.clampMax(Ops.mul(Ops.add(total, 1e-6).reciprocal(), max_norm), 1);
      if (factor.item_double() != 1) {
        grads.forEach(grad -> grad.mul_(factor));
      }
    }
  }

  /**
   * Bounds each element, {@code clip_grad_value_}.
   *
   * @param type value
   * @param clip_value the bound on both sides of zero
   */
  record Value(String type, double clip_value) implements ClipGrad {
    /** Checks the bound. */
    public Value {
      if (!(clip_value >= 0)) {
        throw new IllegalArgumentException("clip_value " + clip_value + ": expected 0 or more");
      }
    }

    @Override
    public OptionalDouble clip(List<Param> params) {
      try (GradMode off = GradMode.off();
          TensorScope scope = TensorScope.open()) {
        params.forEach(param -> InPlace.clamp(param.grad(), clip_value));
        return OptionalDouble.empty();
      }
    }
  }

  /**
   * The p of a p-norm.
   *
   * @param p a number, infinity among them
   */
  record NormType(double p) {
    /** Reads a number or {@code 'inf'}. */
    @FromConfig
    public static NormType of(ConfigNode node) {
      if (node instanceof ScalarNode scalar) {
        if (scalar.value() instanceof Number number) {
          return new NormType(number.doubleValue());
        }
        if ("inf".equals(scalar.value())) {
          return new NormType(Double.POSITIVE_INFINITY);
        }
      }
      throw new IllegalArgumentException("a number or 'inf'");
    }
  }

  /** Reads the dict by its {@code type}. */
  @FromConfig
  static ClipGrad of(ConfigNode node, BindContext context) {
    if (!(node instanceof DictNode dict)) {
      throw new IllegalArgumentException("a dict such as dict(max_norm=35, norm_type=2)");
    }
    String type = dict.has("type") ? dict.string("type") : "norm";
    if ("norm".equals(type)) {
      return context.bind(Norm.class, dict);
    }
    if ("value".equals(type)) {
      return context.bind(Value.class, dict);
    }
    throw new IllegalArgumentException("a dict of type 'norm' or 'value'");
  }
}
