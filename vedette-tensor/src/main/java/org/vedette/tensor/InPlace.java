package org.vedette.tensor;

import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.vedette.tensor.plan.PlanOp;
import org.vedette.tensor.plan.PlanTrace;

/**
 * Operations that change their first tensor: what optimizers and averages of weights are made of.
 * Each returns that tensor. Weights that record gradients are changed under {@link GradMode#off}
 * only.
 */
public final class InPlace {
  private InPlace() {}

  /** t = t * factor. */
  public static Tensor mul(Tensor t, double factor) {
    return t.mul_(new Scalar(factor));
  }

  /** t = t / number. */
  public static Tensor div(Tensor t, double number) {
    return t.div_(new Scalar(number));
  }

  /** t = t + number. */
  public static Tensor add(Tensor t, double number) {
    return t.add_(new Scalar(number));
  }

  /** t = t + factor * other. */
  public static Tensor add(Tensor t, Tensor other, double factor) {
    return t.add_(other, new Scalar(factor));
  }

  /** t = max(t + other, 0), both of one shape. */
  public static Tensor addRectified(Tensor t, Tensor other) {
    return PlanTrace.apply(
        new PlanOp.Sum(true),
        List.of(t, other),
        () -> {
          t.add_(other).relu_();
          return t;
        });
  }

  /** t = t + factor * (a * b). */
  public static Tensor addProduct(Tensor t, Tensor a, Tensor b, double factor) {
    return t.addcmul_(a, b, new Scalar(factor));
  }

  /** t = t + factor * (a / b). */
  public static Tensor addQuotient(Tensor t, Tensor a, Tensor b, double factor) {
    return t.addcdiv_(a, b, new Scalar(factor));
  }

  /** t = t + weight * (other - t). */
  public static Tensor lerp(Tensor t, Tensor other, double weight) {
    return t.lerp_(other, new Scalar(weight));
  }

  /** Elements are held between -bound and bound. */
  public static Tensor clamp(Tensor t, double bound) {
    return torch.clamp_min_(torch.clamp_max_(t, new Scalar(bound)), new Scalar(-bound));
  }

  /** t = the greater of t and other. */
  public static Tensor max(Tensor t, Tensor other) {
    return torch.maximum_out(t, t, other);
  }
}
