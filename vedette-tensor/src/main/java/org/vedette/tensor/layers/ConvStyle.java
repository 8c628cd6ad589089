package org.vedette.tensor.layers;

import org.vedette.config.component.CodeSpec;
import org.vedette.config.component.Spec;
import org.vedette.tensor.TensorLayer;

/**
 * What surrounds the convolutions of a network: the three settings that components hand down
 * together.
 *
 * @param conv the kind of convolution; null for the ordinary one
 * @param norm the normalisation after it; null for none
 * @param act the activation at the end; null for none
 */
public record ConvStyle(Spec<ConvKind> conv, Spec<Norm> norm, Spec<Activation> act) {
  /** The style of layers that end in a rectifier because no key says otherwise. */
  public static ConvStyle withRelu(Spec<ConvKind> conv, Spec<Norm> norm) {
    Relu.Config settings = new Relu.Config(true);
    return new ConvStyle(
        conv, norm, new CodeSpec<>("ReLU", Relu.class, settings, () -> new Relu(settings)));
  }

  /** The same with modulated deformable convolutions. */
  public ConvStyle withDeformableConv() {
    DcnV2.Config settings = new DcnV2.Config(1, null);
    return new ConvStyle(
        new CodeSpec<>("DCNv2", DcnV2.class, settings, () -> new DcnV2(settings)), norm, act);
  }

  /** A new normalisation layer; only where there is one. */
  public TensorLayer newNorm(int channels) {
    return norm.build().create(channels);
  }

  /** A new convolution. */
  public TensorLayer newConv(Conv2d.Shape shape, boolean bias) {
    return conv == null ? new Conv2d(shape, bias) : conv.build().create(shape, bias);
  }
}
