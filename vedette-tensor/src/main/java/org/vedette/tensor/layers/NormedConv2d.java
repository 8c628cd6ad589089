package org.vedette.tensor.layers;

import org.bytedeco.pytorch.Tensor;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.tensor.FlopCounter;
import org.vedette.tensor.Init;
import org.vedette.tensor.Ops;
import org.vedette.tensor.Param;
import org.vedette.tensor.TensorLayer;
import org.vedette.tensor.Tensors;

/** Convolutions whose weights and inputs are divided by their lengths over the channels. */
@Component("NormedConv2d")
public final class NormedConv2d implements ConvKind {
  private static final double TINY = 1e-30;

  /**
   * Settings.
   *
   * @param tempearture what inputs are multiplied by; upstream spells it so
   * @param power to which lengths are raised before they divide
   * @param eps what is added to lengths
   * @param norm_over_kernel whether the length of weights is that of the whole kernel of an output
   */
  public record Config(
      @Default("20") double tempearture,
      @Default("1.0") double power,
      @Default("1e-6") double eps,
      @Default("False") boolean norm_over_kernel) {}

  private final Config config;

  /** A factory with the given settings. */
  public NormedConv2d(Config config) {
    this.config = config;
  }

  @Override
  public TensorLayer create(Conv2d.Shape shape, boolean bias) {
    return new Normed(config, shape, bias);
  }

  /** The convolution; (N, C, H, W) to (N, out, H', W'). */
  private static final class Normed extends TensorLayer {
    private final Config config;
    private final Conv2d.Shape shape;
    private final Param weight;
    private final Param bias;

    Normed(Config config, Conv2d.Shape shape, boolean withBias) {
      this.config = config;
      this.shape = shape;
      weight = param("weight", shape.newWeight());
      bias = withBias ? param("bias", Tensors.parameter(shape.out())) : null;
      Init.defaultUniform(weight, bias);
    }

    @Override
    public Tensor forward(Tensor input) {
      try {
        Tensor output =
            shape.convolve(
                Ops.mul(normed(input, 1), config.tempearture()),
                config.norm_over_kernel() ? normed(weight.get(), 1, 2, 3) : normed(weight.get(), 1),
                bias);
        FlopCounter.add(this, output.numel() * Init.fanIn(weight));
        return output;
      } catch (RuntimeException e) {
        throw failed(e, input);
      }
    }

    private Tensor normed(Tensor x, int... dims) {
      Tensor squares = x.square();
      for (int dim : dims) {
        squares = Ops.sum(squares, dim, true);
      }
      // The root of zero has no gradient; what is zero stays so.
      Tensor length = Ops.clampMin(squares, TINY).sqrt();
      return x.div(Ops.add(Ops.pow(length, config.power()), config.eps()));
    }
  }
}
