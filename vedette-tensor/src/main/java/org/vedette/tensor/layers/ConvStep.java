package org.vedette.tensor.layers;

import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.vedette.tensor.DType;
import org.vedette.tensor.FlopCounter;
import org.vedette.tensor.GradMode;
import org.vedette.tensor.Init;
import org.vedette.tensor.Layer;
import org.vedette.tensor.TensorLayer;
import org.vedette.tensor.TensorScope;
import org.vedette.tensor.TorchInfo;

/**
 * A convolution, the normalisation after it and the activation at the end, as one step of the layer
 * whose children they are. For inference the norm can be folded into the convolution, and both run
 * with the activation as one operation.
 */
public final class ConvStep implements Foldable, Fusible {
  private final Layer.Slot<TensorLayer> conv;
  private final Layer.Slot<TensorLayer> norm;
  private final Activation activation;
  private boolean fusing;
  private FusedConv fused;

  /**
   * A step.
   *
   * @param norm may be null
   * @param activation may be null
   */
  public ConvStep(
      Layer.Slot<TensorLayer> conv, Layer.Slot<TensorLayer> norm, Activation activation) {
    this.conv = conv;
    this.norm = norm;
    this.activation = activation;
  }

  /** (N, in, H, W) to (N, out, H', W'). */
  public Tensor forward(Tensor input) {
    if (fusing) {
      return forwardFused((Conv2d) conv.get(), input);
    }
    Tensor x = conv.get().forward(input);
    if (norm() != null) {
      x = norm().forward(x);
    }
    return activation == null ? x : activation.forward(x);
  }

  private Tensor forwardFused(Conv2d plain, Tensor input) {
    try {
      if (fused == null) {
        Tensor bias = plain.bias() == null ? null : plain.bias().get();
        String name = activation == null ? "none" : activation.fusedName();
        fused = new FusedConv(plain.shape(), plain.weight().get(), bias, name, input);
      }
      Tensor output = fused.forward(input);
      FlopCounter.add(plain, output.numel() * Init.fanIn(plain.weight()));
      BareConvs.add(plain, input, plain.weight(), plain.shape());
      return output;
    } catch (RuntimeException e) {
      throw plain.failed(e, List.of(input));
    }
  }

  /** The convolution. */
  public TensorLayer conv() {
    return conv.get();
  }

  /** The normalisation, or null when there is none. */
  public TensorLayer norm() {
    return norm == null ? null : norm.get();
  }

  @Override
  public void foldNorm() {
    if (!(conv() instanceof Conv2d plain)
        || !(norm() instanceof BatchNorm2d batchNorm)
        || !batchNorm.isFoldable()) {
      return;
    }
    try (GradMode off = GradMode.off();
        TensorScope scope = TensorScope.open()) {
      Tensor scale = batchNorm.scale();
      Tensor shift = batchNorm.shift();
      Tensor bias = plain.bias() == null ? shift : plain.bias().get().mul(scale).add(shift);
      Tensor weight = plain.weight().get().mul(scale.view(-1, 1, 1, 1));
      // A convolution of its own: another layer may share the old one under another norm.
      conv.put(new Conv2d(plain.shape(), weight.detach(), bias.detach()));
    }
    norm.remove();
  }

  @Override
  public void fuse() {
    fusing =
        conv() instanceof Conv2d plain
            && norm() == null
            && (activation == null || activation.fusedName() != null)
            && TorchInfo.hasOneDnn()
            && plain.weight().get().is_cpu()
            && DType.of(plain.weight().get()) == DType.FLOAT32;
  }
}
