package org.vedette.tensor.layers;

import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.vedette.tensor.Init;
import org.vedette.tensor.Layer;
import org.vedette.tensor.Param;
import org.vedette.tensor.Tensors;

/**
 * A deformable convolution (Dai et al. 2017) whose offsets another layer gives; with masks its
 * modulated form (Zhu et al. 2019). Parameters {@code weight} and, where wanted, {@code bias}.
 */
public final class DeformConv2d extends Layer {
  private final DeformConv conv;
  private final Param weight;
  private final Param bias;

  /**
   * A convolution with initial weights of He et al. 2015.
   *
   * @param deformGroups how many groups the channels form that have offsets of their own
   */
  public DeformConv2d(Conv2d.Shape shape, int deformGroups, boolean withBias) {
    conv = new DeformConv(shape, deformGroups);
    weight = param("weight", Tensors.parameter(conv.weightShape()));
    bias = withBias ? param("bias", Tensors.parameter(shape.out())) : null;
    double bound = Math.sqrt(6.0 / Init.fanIn(weight));
    Init.uniform(weight, -bound, bound);
  }

  /**
   * Convolves.
   *
   * @param input (N, in, H, W)
   * @param offset (N, deformGroups * kernel cells * 2, H', W'): y and x of each point, in cells
   * @param mask (N, deformGroups * kernel cells, H', W'), or null for none
   * @return (N, out, H', W')
   */
  public Tensor forward(Tensor input, Tensor offset, Tensor mask) {
    try {
      return conv.forward(this, input, offset, mask, weight, bias);
    } catch (RuntimeException e) {
      throw failed(e, mask == null ? List.of(input, offset) : List.of(input, offset, mask));
    }
  }

  /** (out, in / groups, kernelH, kernelW). */
  public Param weight() {
    return weight;
  }

  /** (out), or null when there is none. */
  public Param bias() {
    return bias;
  }

  @Override
  public List<String> upstreamTypes() {
    return List.of("DeformConv2d", "Module");
  }
}
