package org.vedette.tensor.layers;

import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.tensor.FlopCounter;
import org.vedette.tensor.Init;
import org.vedette.tensor.Ops;
import org.vedette.tensor.Param;
import org.vedette.tensor.TensorLayer;
import org.vedette.tensor.Tensors;

/** Convolutions with standardised weights (Qiao et al. 2019). */
@Component("ConvWS")
public final class ConvWs implements ConvKind {
  /**
   * Settings.
   *
   * @param eps added to the deviation of the weights
   */
  public record Config(@Default("1e-5") double eps) {}

  private final Config config;

  /** A factory with the given settings. */
  public ConvWs(Config config) {
    this.config = config;
  }

  @Override
  public TensorLayer create(Conv2d.Shape shape, boolean bias) {
    return new StandardisedConv2d(shape, bias, config.eps());
  }

  /**
   * A convolution whose weights, for each output channel, are brought to mean zero and deviation
   * one before they are used; (N, C, H, W) to (N, out, H', W').
   */
  private static final class StandardisedConv2d extends TensorLayer {
    private final Conv2d.Shape shape;
    private final double eps;
    private final Param weight;
    private final Param bias;

    StandardisedConv2d(Conv2d.Shape shape, boolean withBias, double eps) {
      this.shape = shape;
      this.eps = eps;
      weight = param("weight", shape.newWeight());
      bias = withBias ? param("bias", Tensors.parameter(shape.out())) : null;
      Init.defaultUniform(weight, bias);
    }

    @Override
    public Tensor forward(Tensor input) {
      try {
        Tensor output = shape.convolve(input, standardised(), bias);
        FlopCounter.add(this, output.numel() * Init.fanIn(weight));
        BareConvs.add(this, input, weight, shape);
        return output;
      } catch (RuntimeException e) {
        throw failed(e, input);
      }
    }

    private Tensor standardised() {
      Tensor rows = weight.get().reshape(shape.out(), -1);
      Tensor centred = rows.sub(Ops.mean(rows, new long[] {1}, true));
      Tensor deviation = Ops.add(Ops.std(rows, 1).unsqueeze(1), eps);
      return centred.div(deviation).view(weight.shape());
    }

    @Override
    public List<String> upstreamTypes() {
      return List.of("ConvWS2d", "Conv2d");
    }
  }
}
