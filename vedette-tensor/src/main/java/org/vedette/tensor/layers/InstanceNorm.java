package org.vedette.tensor.layers;

import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.vedette.tensor.DType;
import org.vedette.tensor.Functional;
import org.vedette.tensor.Param;
import org.vedette.tensor.TensorLayer;
import org.vedette.tensor.Tensors;

/** Normalises each channel of each image by itself (Ulyanov et al. 2016), (N, C, ...). */
public final class InstanceNorm extends TensorLayer {
  private final InstanceNorms.Config config;
  private final int channels;
  private final Param weight;
  private final Param bias;
  private final Param mean;
  private final Param variance;

  /** A layer whose weight, where it has one, is one and whose bias is zero. */
  public InstanceNorm(int channels, InstanceNorms.Config config) {
    this.channels = channels;
    this.config = config;
    weight = config.affine() ? param("weight", Tensors.filled(DType.FLOAT32, 1, channels)) : null;
    bias = config.affine() ? param("bias", Tensors.filled(DType.FLOAT32, 0, channels)) : null;
    boolean track = config.track_running_stats();
    mean = track ? buffer("running_mean", Tensors.filled(DType.FLOAT32, 0, channels)) : null;
    variance = track ? buffer("running_var", Tensors.filled(DType.FLOAT32, 1, channels)) : null;
    if (track) {
      buffer("num_batches_tracked", Tensors.filled(DType.INT64, 0));
    }
    if (config.affine()) {
      weight.setTrainable(config.requires_grad());
      bias.setTrainable(config.requires_grad());
    }
  }

  @Override
  public Tensor forward(Tensor input) {
    try {
      return Functional.instanceNorm(
          input,
          get(weight),
          get(bias),
          get(mean),
          get(variance),
          training() || mean == null,
          config.momentum(),
          config.eps());
    } catch (RuntimeException e) {
      throw failed(e, input);
    }
  }

  private static Tensor get(Param param) {
    return param == null ? null : param.get();
  }

  @Override
  public List<String> upstreamTypes() {
    return List.of("InstanceNorm2d", "_InstanceNorm");
  }

  @Override
  public String toString() {
    return "InstanceNorm(" + channels + ", eps=" + config.eps() + ")";
  }
}
