package org.vedette.tensor.layers;

import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.vedette.tensor.DType;
import org.vedette.tensor.Functional;
import org.vedette.tensor.GradMode;
import org.vedette.tensor.Ops;
import org.vedette.tensor.Param;
import org.vedette.tensor.TensorLayer;
import org.vedette.tensor.Tensors;

/**
 * Normalises each channel of (N, C, H, W) by the batch's statistics in training and by the running
 * ones in inference.
 */
public final class BatchNorm2d extends TensorLayer {
  private final BatchNorm.Config config;
  private final int channels;
  private final Param weight;
  private final Param bias;
  private final Param mean;
  private final Param variance;
  private final Param batches;

  BatchNorm2d(int channels, BatchNorm.Config config) {
    this.config = config;
    this.channels = channels;
    weight = config.affine() ? param("weight", Tensors.filled(DType.FLOAT32, 1, channels)) : null;
    bias = config.affine() ? param("bias", Tensors.filled(DType.FLOAT32, 0, channels)) : null;
    boolean track = config.track_running_stats();
    mean = track ? buffer("running_mean", Tensors.filled(DType.FLOAT32, 0, channels)) : null;
    variance = track ? buffer("running_var", Tensors.filled(DType.FLOAT32, 1, channels)) : null;
    batches = track ? buffer("num_batches_tracked", Tensors.filled(DType.INT64, 0)) : null;
    if (config.affine()) {
      weight.setTrainable(config.requires_grad());
      bias.setTrainable(config.requires_grad());
    }
  }

  @Override
  public Tensor forward(Tensor input) {
    boolean batchStatistics = training() || mean == null;
    if (training() && batches != null) {
      try (GradMode off = GradMode.off()) {
        batches.get().add_(new Scalar(1L));
      }
    }
    try {
      return Functional.batchNorm(
          input,
          get(weight),
          get(bias),
          get(mean),
          get(variance),
          batchStatistics,
          config.momentum(),
          config.eps());
    } catch (RuntimeException e) {
      throw failed(e, input);
    }
  }

  private static Tensor get(Param param) {
    return param == null ? null : param.get();
  }

  /**
   * Whether inference is a fixed scale and shift per channel, which a convolution before it can
   * absorb.
   */
  boolean isFoldable() {
    return mean != null;
  }

  /** What inference multiplies each channel by, (C). */
  Tensor scale() {
    Tensor inverse = Ops.add(variance.get(), config.eps()).rsqrt();
    return weight == null ? inverse : inverse.mul(weight.get());
  }

  /** What inference adds to each channel after scaling, (C). */
  Tensor shift() {
    Tensor shift = mean.get().neg().mul(scale());
    return bias == null ? shift : shift.add(bias.get());
  }

  @Override
  public List<String> upstreamTypes() {
    return List.of("BatchNorm2d", "_BatchNorm");
  }

  @Override
  public String toString() {
    return "BatchNorm2d("
        + channels
        + ", eps="
        + config.eps()
        + ", momentum="
        + config.momentum()
        + ")";
  }
}
