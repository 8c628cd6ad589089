package org.vedette.models.losses;

import org.bytedeco.pytorch.Tensor;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.core.Reduction;
import org.vedette.core.box.Overlaps;
import org.vedette.tensor.Ops;

/** How little boxes overlap (UnitBox, Yu et al. 2016): (n, 4) and (n, 4) to (n). */
@Component("IoULoss")
public final class IouLoss extends BoxLoss {
  /** How an IoU becomes a loss. */
  public enum Mode {
    /** 1 - IoU. */
    LINEAR,
    /** 1 - IoU^2. */
    SQUARE,
    /** -log(IoU). */
    LOG
  }

  /**
   * Settings.
   *
   * @param linear older way to say {@code mode='linear'}
   * @param eps the smallest IoU
   * @param reduction how boxes become one number
   * @param loss_weight what the result is multiplied by
   * @param mode how an IoU becomes a loss
   */
  public record Config(
      @Default("False") boolean linear,
      @Default("1e-6") double eps,
      @Default("'mean'") Reduction reduction,
      @Default("1.0") double loss_weight,
      @Default("'log'") Mode mode) {}

  private final Mode mode;

  /** A loss with the given settings. */
  public IouLoss(Config config) {
    super(config.eps(), config.reduction(), config.loss_weight());
    mode = config.linear() ? Mode.LINEAR : config.mode();
  }

  @Override
  boolean shortcut(Reduction inForce) {
    return inForce != Reduction.NONE;
  }

  @Override
  Tensor elements(Tensor prediction, Tensor target) {
    Tensor raw = Overlaps.aligned(prediction, target, Overlaps.Mode.IOU, Overlaps.EPS);
    Tensor iou = Ops.clampMin(raw, eps);
    return switch (mode) {
      case LINEAR -> Ops.rsub(1, iou);
      case SQUARE -> Ops.rsub(1, iou.square());
      case LOG -> iou.log().neg();
    };
  }
}
