package org.vedette.tensor.layers;

import org.bytedeco.pytorch.Tensor;
import org.vedette.tensor.DType;
import org.vedette.tensor.FlopCounter;
import org.vedette.tensor.GradMode;
import org.vedette.tensor.Init;
import org.vedette.tensor.PretrainedLoader;
import org.vedette.tensor.TensorLayer;
import org.vedette.tensor.TensorScope;
import org.vedette.tensor.TorchInfo;

/**
 * Convolution, normalisation, activation: mmcv's ConvModule. The convolution has a bias exactly
 * when no normalisation follows, unless the caller says otherwise. Children: {@code conv}, {@code
 * bn} (or {@code gn}, ...), {@code activate}.
 */
public final class ConvModule extends TensorLayer implements Foldable, Fusible {
  private final Conv2d.Shape shape;
  private final String normName;
  private final Activation activation;
  private TensorLayer conv;
  private TensorLayer norm;
  private boolean fusing;
  private FusedConv fused;

  /** A module whose convolution has a bias when there is no normalisation. */
  public ConvModule(Conv2d.Shape shape, ConvStyle style) {
    this(shape, style, style.norm() == null);
  }

  /** A module with an explicit choice of bias. */
  public ConvModule(Conv2d.Shape shape, ConvStyle style, boolean bias) {
    this(style.newConv(shape, bias), shape, style);
    drawWeights();
  }

  private ConvModule(TensorLayer conv, Conv2d.Shape shape, ConvStyle style) {
    this.shape = shape;
    this.conv = child("conv", conv);
    if (style.norm() == null) {
      normName = null;
    } else {
      Norm kind = style.norm().build();
      normName = kind.abbreviation();
      norm = child(normName, kind.create(shape.out()));
    }
    activation = style.act() == null ? null : child("activate", style.act().build());
  }

  /**
   * A module that uses the convolution of another, weights and all, before a normalisation and an
   * activation of its own.
   */
  public static ConvModule sharingConvOf(ConvModule owner, ConvStyle style) {
    return new ConvModule(owner.conv, owner.shape, style);
  }

  @Override
  public Tensor forward(Tensor input) {
    if (fusing) {
      return forwardFused((Conv2d) conv, input);
    }
    Tensor x = conv.forward(input);
    if (norm != null) {
      x = norm.forward(x);
    }
    return activation == null ? x : activation.forward(x);
  }

  private Tensor forwardFused(Conv2d plain, Tensor input) {
    try {
      if (fused == null) {
        Tensor bias = plain.bias() == null ? null : plain.bias().get();
        String name = activation == null ? "none" : activation.fusedName();
        fused = new FusedConv(shape, plain.weight().get(), bias, name, input);
      }
      Tensor output = fused.forward(input);
      FlopCounter.add(plain, output.numel() * Init.fanIn(plain.weight()));
      return output;
    } catch (RuntimeException e) {
      throw failed(e, input);
    }
  }

  /** The convolution; heads set its initial bias, and share it between levels. */
  public TensorLayer conv() {
    return conv;
  }

  /** Draws the convolution for the activation that follows; a norm starts as the identity. */
  @Override
  public void initWeights(PretrainedLoader checkpoints) {
    drawWeights();
  }

  private void drawWeights() {
    if (conv instanceof Conv2d plain) {
      double slope = activation instanceof LeakyRelu leaky ? leaky.slope() : 0;
      Init.kaimingNormal(plain.weight(), slope, Init.fanOut(plain.weight()));
      if (plain.bias() != null) {
        Init.constant(plain.bias(), 0);
      }
    }
    if (norm != null && norm.own("weight") != null) {
      Init.constant(norm.own("weight"), 1);
      Init.constant(norm.own("bias"), 0);
    }
  }

  @Override
  public void foldNorm() {
    if (!(conv instanceof Conv2d plain)
        || !(norm instanceof BatchNorm2d batchNorm)
        || !batchNorm.isFoldable()) {
      return;
    }
    try (GradMode off = GradMode.off();
        TensorScope scope = TensorScope.open()) {
      Tensor scale = batchNorm.scale();
      Tensor shift = batchNorm.shift();
      Tensor bias = plain.bias() == null ? shift : plain.bias().get().mul(scale).add(shift);
      Tensor weight = plain.weight().get().mul(scale.view(-1, 1, 1, 1));
      // A convolution of its own: another module may share the old one under another norm.
      conv = child("conv", new Conv2d(plain.shape(), weight.detach(), bias.detach()));
    }
    removeChild(normName);
    norm = null;
  }

  @Override
  public void fuse() {
    fusing =
        conv instanceof Conv2d plain
            && norm == null
            && (activation == null || activation.fusedName() != null)
            && TorchInfo.hasOneDnn()
            && plain.weight().get().is_cpu()
            && DType.of(plain.weight().get()) == DType.FLOAT32;
  }
}
