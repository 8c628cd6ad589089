package org.vedette.models.losses;

import org.bytedeco.pytorch.Tensor;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.core.Reduction;
import org.vedette.core.box.Corners;
import org.vedette.tensor.Ops;

/** DIoU plus the difference of the aspect ratios (Zheng et al. 2020): (n, 4) and (n, 4) to (n). */
@Component("CIoULoss")
public final class CiouLoss extends BoxLoss {
  /**
   * Settings.
   *
   * @param eps keeps denominators from zero
   * @param reduction how boxes become one number
   * @param loss_weight what the result is multiplied by
   */
  public record Config(
      @Default("1e-6") double eps,
      @Default("'mean'") Reduction reduction,
      @Default("1.0") double loss_weight) {}

  /** A loss with the given settings. */
  public CiouLoss(Config config) {
    super(config.eps(), config.reduction(), config.loss_weight());
  }

  @Override
  Tensor elements(Tensor prediction, Tensor target) {
    Pair pair = Pair.of(prediction, target, eps);
    Tensor iou = pair.iou();
    Tensor angles = angle(pair.target()).sub(angle(pair.prediction()));
    Tensor v = Ops.mul(angles.square(), 4 / (Math.PI * Math.PI));
    Tensor alpha = Ops.gt(iou, 0.5).mul(v).div(Ops.rsub(1, iou).add(v)).detach();
    Tensor ciou = iou.sub(pair.centreDistance().add(alpha.mul(v)));
    return Ops.rsub(1, Ops.clamp(ciou, -1, 1));
  }

  private Tensor angle(Corners box) {
    return box.width().div(Ops.add(box.height(), eps)).atan();
  }
}
