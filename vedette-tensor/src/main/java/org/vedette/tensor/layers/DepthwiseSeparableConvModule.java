package org.vedette.tensor.layers;

import org.bytedeco.pytorch.Tensor;
import org.vedette.tensor.TensorLayer;
import org.vedette.tensor.TensorScope;

/**
 * A convolution per channel, then a 1x1 across channels (MobileNet): mmcv's module of that name.
 */
public final class DepthwiseSeparableConvModule extends TensorLayer {
  private final ConvModule depthwise;
  private final ConvModule pointwise;

  /** Both convolutions in the same style. */
  public DepthwiseSeparableConvModule(Conv2d.Shape shape, ConvStyle style) {
    this(shape, style, style);
  }

  /** Both convolutions in the same style, with an explicit choice of bias. */
  public DepthwiseSeparableConvModule(Conv2d.Shape shape, ConvStyle style, boolean bias) {
    this(shape, style, bias, style, bias);
  }

  /** Each convolution in its own style, with a bias where it has no normalisation. */
  public DepthwiseSeparableConvModule(
      Conv2d.Shape shape, ConvStyle depthwiseStyle, ConvStyle pointwiseStyle) {
    this(
        shape,
        depthwiseStyle,
        depthwiseStyle.norm() == null,
        pointwiseStyle,
        pointwiseStyle.norm() == null);
  }

  private DepthwiseSeparableConvModule(
      Conv2d.Shape shape,
      ConvStyle depthwiseStyle,
      boolean depthwiseBias,
      ConvStyle pointwiseStyle,
      boolean pointwiseBias) {
    Conv2d.Shape perChannel =
        new Conv2d.Shape(
            shape.in(),
            shape.in(),
            shape.kernelH(),
            shape.kernelW(),
            shape.strideH(),
            shape.strideW(),
            shape.padH(),
            shape.padW(),
            shape.dilation(),
            shape.in());
    depthwise = child("depthwise_conv", new ConvModule(perChannel, depthwiseStyle, depthwiseBias));
    pointwise =
        child(
            "pointwise_conv",
            new ConvModule(
                Conv2d.Shape.of(shape.in(), shape.out(), 1), pointwiseStyle, pointwiseBias));
  }

  @Override
  public Tensor forward(Tensor input) {
    return TensorScope.only(() -> pointwise.forward(depthwise.forward(input)));
  }

  /** The convolution per channel. */
  public ConvModule depthwise() {
    return depthwise;
  }

  /** The 1x1 convolution. */
  public ConvModule pointwise() {
    return pointwise;
  }
}
