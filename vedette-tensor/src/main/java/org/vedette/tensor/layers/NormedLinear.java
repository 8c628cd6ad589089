package org.vedette.tensor.layers;

import org.bytedeco.pytorch.Tensor;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.tensor.Functional;
import org.vedette.tensor.Init;
import org.vedette.tensor.Ops;
import org.vedette.tensor.Param;
import org.vedette.tensor.PretrainedLoader;
import org.vedette.tensor.TensorLayer;
import org.vedette.tensor.Tensors;

/** A fully connected layer whose weights and inputs are divided by their lengths. */
@Component("NormedLinear")
public final class NormedLinear implements LinearKind {
  private static final double STD = 0.01;
  private static final double TINY = 1e-30;

  /**
   * Settings.
   *
   * @param tempearture what inputs are multiplied by; upstream spells it so
   * @param power to which lengths are raised before they divide
   * @param eps what is added to lengths
   */
  public record Config(
      @Default("20") double tempearture,
      @Default("1.0") double power,
      @Default("1e-6") double eps) {}

  private final Config config;

  /** A kind with the given settings. */
  public NormedLinear(Config config) {
    this.config = config;
  }

  @Override
  public TensorLayer create(int in, int out) {
    return new Normed(config, in, out);
  }

  /** The layer. */
  private static final class Normed extends TensorLayer {
    private final Config config;
    private final Param weight;
    private final Param bias;

    Normed(Config config, int in, int out) {
      this.config = config;
      weight = param("weight", Tensors.parameter(out, in));
      bias = param("bias", Tensors.parameter(out));
      drawWeights();
    }

    private void drawWeights() {
      Init.normal(weight, 0, STD);
      Init.constant(bias, 0);
    }

    @Override
    public void initWeights(PretrainedLoader checkpoints) {
      drawWeights();
    }

    @Override
    public Tensor forward(Tensor input) {
      Tensor x = Ops.mul(normed(input), config.tempearture());
      return Functional.linear(x, normed(weight.get()), bias.get());
    }

    private Tensor normed(Tensor rows) {
      // The root of zero has no gradient; rows of zeros stay what they are.
      Tensor length = Ops.clampMin(Ops.sum(rows.square(), 1, true), TINY).sqrt();
      return rows.div(Ops.add(Ops.pow(length, config.power()), config.eps()));
    }
  }
}
