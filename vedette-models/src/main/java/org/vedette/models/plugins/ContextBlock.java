package org.vedette.models.plugins;

import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.core.Plugin;
import org.vedette.tensor.DType;
import org.vedette.tensor.Functional;
import org.vedette.tensor.Init;
import org.vedette.tensor.Layer;
import org.vedette.tensor.LossOps;
import org.vedette.tensor.Param;
import org.vedette.tensor.PretrainedLoader;
import org.vedette.tensor.TensorLayer;
import org.vedette.tensor.Tensors;
import org.vedette.tensor.layers.Conv2d;

/** Global context (GCNet, Cao et al. 2019): what all cells say together is added to each. */
@Component("ContextBlock")
public final class ContextBlock implements Plugin {
  /** How cells become one. */
  public enum Pooling {
    /** By a mean with weights from a convolution. */
    ATT,
    /** By the plain mean. */
    AVG
  }

  /** How the context reaches the cells. */
  public enum Fusion {
    /** It is added. */
    CHANNEL_ADD,
    /** The cells are multiplied by its sigmoid. */
    CHANNEL_MUL
  }

  /**
   * Settings.
   *
   * @param ratio channels inside, per channel of the map
   * @param pooling_type how cells become one
   * @param fusion_types how the context reaches the cells; multiplication comes first
   */
  public record Config(
      double ratio,
      @Default("'att'") Pooling pooling_type,
      @Default("('channel_add',)") List<Fusion> fusion_types) {
    /** Checks that there is a way. */
    public Config {
      if (fusion_types.isEmpty()) {
        throw new IllegalArgumentException(
            "fusion_types: expected 'channel_add', 'channel_mul' or both, got none");
      }
    }
  }

  private final Config config;

  /** A factory with the given settings. */
  public ContextBlock(Config config) {
    this.config = config;
  }

  @Override
  public TensorLayer create(int channels) {
    return new Block(channels, config);
  }

  @Override
  public String abbreviation() {
    return "context_block";
  }

  /** (N, C, H, W) to the same shape. */
  private static final class Block extends TensorLayer {
    private final Conv2d mask;
    private final Transform add;
    private final Transform mul;

    Block(int channels, Config config) {
      int planes = (int) (channels * config.ratio());
      if (config.pooling_type() == Pooling.ATT) {
        mask = child("conv_mask", new Conv2d(Conv2d.Shape.of(channels, 1, 1), true));
        Init.kaimingNormal(mask.weight(), 0, Init.fanIn(mask.weight()));
        Init.constant(mask.bias(), 0);
      } else {
        mask = null;
      }
      add = transform("channel_add_conv", Fusion.CHANNEL_ADD, channels, planes, config);
      mul = transform("channel_mul_conv", Fusion.CHANNEL_MUL, channels, planes, config);
    }

    private Transform transform(
        String name, Fusion fusion, int channels, int planes, Config config) {
      return config.fusion_types().contains(fusion)
          ? child(name, new Transform(channels, planes))
          : null;
    }

    @Override
    public Tensor forward(Tensor input) {
      try {
        Tensor context = mask == null ? Functional.globalAvgPool(input) : weightedMean(input);
        Tensor x = mul == null ? input : input.mul(mul.forward(context).sigmoid());
        return add == null ? x : x.add(add.forward(context));
      } catch (RuntimeException e) {
        throw failed(e, input);
      }
    }

    /** (N, C, 1, 1). */
    private Tensor weightedMean(Tensor input) {
      Tensor weights = LossOps.softmax(mask.forward(input).flatten(1, 3), 1).unsqueeze(2);
      return input.flatten(2, 3).matmul(weights).unsqueeze(3);
    }
  }

  /** Normalises (N, C, 1, 1) over the channels; its parameters have the shape (C, 1, 1). */
  private static final class ContextNorm extends TensorLayer {
    private static final double EPS = 1e-5;

    private final long[] shape;
    private final Param weight;
    private final Param bias;

    ContextNorm(int channels) {
      shape = new long[] {channels, 1, 1};
      weight = param("weight", Tensors.filled(DType.FLOAT32, 1, shape));
      bias = param("bias", Tensors.filled(DType.FLOAT32, 0, shape));
    }

    @Override
    public Tensor forward(Tensor input) {
      return Functional.layerNorm(input, shape, weight.get(), bias.get(), EPS);
    }

    @Override
    public List<String> upstreamTypes() {
      return List.of("LayerNorm");
    }
  }

  /** Two 1x1 convolutions around a norm; the last starts as zero. */
  private static final class Transform extends Layer {
    private final Conv2d first;
    private final ContextNorm norm;
    private final Conv2d last;

    Transform(int channels, int planes) {
      first = child("0", new Conv2d(Conv2d.Shape.of(channels, planes, 1), true));
      norm = child("1", new ContextNorm(planes));
      last = child("3", new Conv2d(Conv2d.Shape.of(planes, channels, 1), true));
      Init.constant(last.weight(), 0);
      Init.constant(last.bias(), 0);
    }

    Tensor forward(Tensor context) {
      return last.forward(norm.forward(first.forward(context)).relu());
    }

    /** Stops here, as PyTorch's container does. */
    @Override
    public void initWeights(PretrainedLoader checkpoints) {}
  }
}
