package org.vedette.tensor.layers;

import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.vedette.tensor.Init;
import org.vedette.tensor.Param;
import org.vedette.tensor.PretrainedLoader;
import org.vedette.tensor.TensorLayer;

/**
 * Convolution, normalisation, activation: mmcv's ConvModule. The convolution has a bias exactly
 * when no normalisation follows, unless the caller says otherwise. Children: {@code conv}, {@code
 * bn} (or {@code gn}, ...), {@code activate}.
 */
public final class ConvModule extends TensorLayer implements ConvSteps {
  private final Conv2d.Shape shape;
  private final Activation activation;
  private final ConvStep step;

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
    Slot<TensorLayer> convSlot = slot("conv", conv);
    Slot<TensorLayer> normSlot = null;
    if (style.norm() != null) {
      Norm kind = style.norm().build();
      normSlot = slot(kind.abbreviation(), kind.create(shape.out()));
    }
    activation = style.act() == null ? null : child("activate", style.act().build());
    step = new ConvStep(convSlot, normSlot, activation);
  }

  /**
   * A module that uses the convolution of another, weights and all, before a normalisation and an
   * activation of its own.
   */
  public static ConvModule sharingConvOf(ConvModule owner, ConvStyle style) {
    return new ConvModule(owner.conv(), owner.shape, style);
  }

  @Override
  public Tensor forward(Tensor input) {
    return step.forward(input);
  }

  /** The convolution; heads set its initial bias, and share it between levels. */
  public TensorLayer conv() {
    return step.conv();
  }

  /** The normalisation, or null when there is none. */
  public TensorLayer norm() {
    return step.norm();
  }

  @Override
  public List<ConvStep> steps() {
    return List.of(step);
  }

  /** Draws the convolution for the activation that follows; a norm starts as the identity. */
  @Override
  public void initWeights(PretrainedLoader checkpoints) {
    drawWeights();
  }

  private void drawWeights() {
    Param weight = conv().own("weight");
    boolean drawsItself = conv() instanceof DeformConvPack pack && pack.drawsItself();
    if (weight != null && !drawsItself) {
      double slope = activation instanceof LeakyRelu leaky ? leaky.slope() : 0;
      Init.kaimingNormal(weight, slope, Init.fanOut(weight));
      if (conv().own("bias") != null) {
        Init.constant(conv().own("bias"), 0);
      }
    }
    TensorLayer norm = step.norm();
    if (norm != null && norm.own("weight") != null) {
      Init.constant(norm.own("weight"), 1);
      Init.constant(norm.own("bias"), 0);
    }
  }
}
