package org.vedette.models.layers;

import org.vedette.tensor.TensorLayer;
import org.vedette.tensor.layers.Conv2d;
import org.vedette.tensor.layers.ConvModule;
import org.vedette.tensor.layers.ConvStyle;
import org.vedette.tensor.layers.DepthwiseSeparableConvModule;

/** The choice that {@code use_depthwise} stands for. */
public final class ConvModules {
  private ConvModules() {}

  /**
   * A plain convolution module, or a depthwise separable one, with a bias where no norm follows.
   */
  public static TensorLayer of(Conv2d.Shape shape, ConvStyle style, boolean depthwise) {
    return of(shape, style, depthwise, style.norm() == null);
  }

  /** A plain convolution module, or a depthwise separable one, with an explicit choice of bias. */
  public static TensorLayer of(
      Conv2d.Shape shape, ConvStyle style, boolean depthwise, boolean bias) {
    return depthwise
        ? new DepthwiseSeparableConvModule(shape, style, bias)
        : new ConvModule(shape, style, bias);
  }
}
