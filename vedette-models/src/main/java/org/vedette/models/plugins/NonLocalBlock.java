package org.vedette.models.plugins;

import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.vedette.tensor.Functional;
import org.vedette.tensor.Init;
import org.vedette.tensor.LossOps;
import org.vedette.tensor.Ops;
import org.vedette.tensor.Param;
import org.vedette.tensor.PretrainedLoader;
import org.vedette.tensor.TensorLayer;
import org.vedette.tensor.layers.Conv2d;
import org.vedette.tensor.layers.ConvModule;
import org.vedette.tensor.layers.ConvStyle;
import org.vedette.tensor.layers.Sequential;

/**
 * Each cell plus a weighted mean over all cells (non-local networks, Wang et al. 2018): (N, C, H,
 * W) to the same shape. Children: {@code g}, {@code conv_out} and, by the mode, {@code theta},
 * {@code phi}, {@code concat_project}.
 */
public final class NonLocalBlock extends TensorLayer {
  private static final double STD = 0.01;

  private final NonLocal2d.Config config;
  private final int inner;
  private final Projection g;
  private final ConvModule out;
  private final Projection theta;
  private final Projection phi;
  private final ConvModule concat;

  /** A layer that starts as the identity. */
  public NonLocalBlock(int channels, NonLocal2d.Config config) {
    this.config = config;
    inner = Math.max(channels / config.reduction(), 1);
    ConvStyle plain = new ConvStyle(config.conv_cfg(), null, null);
    Conv2d.Shape shape = Conv2d.Shape.of(channels, inner, 1);
    boolean embeds = config.mode() != NonLocal2d.Mode.GAUSSIAN;
    g = new Projection("g", new ConvModule(shape, plain), config.sub_sample());
    ConvStyle last = new ConvStyle(config.conv_cfg(), config.norm_cfg(), null);
    out = child("conv_out", new ConvModule(Conv2d.Shape.of(inner, channels, 1), last));
    theta = embeds ? new Projection("theta", new ConvModule(shape, plain), false) : null;
    phi = embeds ? new Projection("phi", new ConvModule(shape, plain), config.sub_sample()) : null;
    concat =
        config.mode() == NonLocal2d.Mode.CONCATENATION
            ? child(
                "concat_project",
                new ConvModule(
                    Conv2d.Shape.of(2 * inner, 1, 1), new ConvStyle(null, null, null), false))
            : null;
    drawWeights();
  }

  /** A 1x1 convolution, and perhaps every second cell of each row and column, by maxima. */
  private final class Projection {
    private final ConvModule conv;
    private final boolean pooled;

    Projection(String name, ConvModule conv, boolean pooled) {
      this.conv = conv;
      this.pooled = pooled;
      child(name, pooled ? new Sequential(conv) : conv);
    }

    /** (N, C, H, W) to (N, inner, cells). */
    Tensor cells(Tensor input) {
      Tensor map = conv.forward(input);
      return flat(pooled ? halved(map) : map);
    }
  }

  private static Tensor halved(Tensor map) {
    return Functional.maxPool2d(map, 2, 2, 0, false);
  }

  private static Tensor flat(Tensor map) {
    return map.flatten(2, 3);
  }

  @Override
  public Tensor forward(Tensor input) {
    try {
      Tensor values = g.cells(input).transpose(1, 2);
      Tensor mean = weights(input).matmul(values).transpose(1, 2);
      Tensor map = mean.reshape(input.size(0), inner, input.size(2), input.size(3));
      return input.add(out.forward(map));
    } catch (RuntimeException e) {
      throw failed(e, input);
    }
  }

  /** How much each cell takes of each other, (N, cells, cells or a quarter of them). */
  private Tensor weights(Tensor input) {
    if (config.mode() == NonLocal2d.Mode.GAUSSIAN) {
      Tensor keys = flat(config.sub_sample() ? halved(input) : input);
      return LossOps.softmax(flat(input).transpose(1, 2).matmul(keys), -1);
    }
    Tensor queries = theta.cells(input);
    Tensor keys = phi.cells(input);
    if (config.mode() == NonLocal2d.Mode.CONCATENATION) {
      return concatenated(queries, keys);
    }
    Tensor products = queries.transpose(1, 2).matmul(keys);
    if (config.mode() == NonLocal2d.Mode.DOT_PRODUCT) {
      return Ops.div(products, (double) products.size(2));
    }
    return LossOps.softmax(
        config.use_scale() ? Ops.div(products, Math.sqrt((double) inner)) : products, -1);
  }

  private Tensor concatenated(Tensor queries, Tensor keys) {
    long rows = queries.size(2);
    long columns = keys.size(2);
    long images = queries.size(0);
    Tensor left = queries.unsqueeze(3).expand(images, inner, rows, columns);
    Tensor right = keys.unsqueeze(2).expand(images, inner, rows, columns);
    Tensor pairs = concat.forward(Ops.cat(List.of(left, right), 1)).relu();
    return Ops.div(pairs.view(images, rows, columns), (double) columns);
  }

  @Override
  public void initWeights(PretrainedLoader checkpoints) {
    drawWeights();
  }

  private void drawWeights() {
    normal(g.conv);
    if (theta != null) {
      normal(theta.conv);
      normal(phi.conv);
    }
    TensorLayer last = config.norm_cfg() == null ? out.conv() : out.norm();
    if (config.zeros_init()) {
      constant(last.own("weight"));
    } else {
      Init.normal(last.own("weight"), 0, STD);
    }
    constant(last.own("bias"));
  }

  private static void normal(ConvModule module) {
    Init.normal(module.conv().own("weight"), 0, STD);
    constant(module.conv().own("bias"));
  }

  private static void constant(Param param) {
    if (param != null) {
      Init.constant(param, 0);
    }
  }
}
