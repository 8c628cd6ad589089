package org.vedette.models.plugins;

import org.bytedeco.pytorch.Tensor;
import org.vedette.base.TensorException;
import org.vedette.tensor.DType;
import org.vedette.tensor.Functional;
import org.vedette.tensor.Init;
import org.vedette.tensor.Layer;
import org.vedette.tensor.LossOps;
import org.vedette.tensor.Ops;
import org.vedette.tensor.Param;
import org.vedette.tensor.PretrainedLoader;
import org.vedette.tensor.TensorLayer;
import org.vedette.tensor.Tensors;
import org.vedette.tensor.layers.Conv2d;
import org.vedette.tensor.layers.Linear;

/**
 * Each cell plus a weighted mean over cells, whose weights come from contents and positions (Zhu et
 * al. 2019, "An Empirical Study of Spatial Attention Mechanisms"): (N, C, H, W) to the same shape.
 * It starts as the identity.
 */
final class AttentionBlock extends TensorLayer {
  private final GeneralizedAttention.Config config;
  private final GeneralizedAttention.Terms terms;
  private final int heads;
  private final int perHead;
  private final Conv2d query;
  private final Conv2d key;
  private final Conv2d value;
  private final AttentionPositions positions;
  private final Param keyBias;
  private final Param positionBias;
  private final Conv2d projection;
  private final Param gamma;
  private final Param hidden;

  AttentionBlock(int channels, GeneralizedAttention.Config config) {
    this.config = config;
    terms = config.attention_type();
    heads = config.num_heads();
    perHead = channels / heads;
    int width = perHead * heads;
    keyBias = terms.keyContent() ? bias("appr_bias") : null;
    positionBias = terms.position() ? bias("geom_bias") : null;
    gamma = param("gamma", Tensors.filled(DType.FLOAT32, 0, 1));
    hidden =
        config.spatial_range() < 0
            ? null
            : buffer("local_constraint_map", AttentionRange.hidden(channels, config));
    query = terms.usesQuery() ? conv("query_conv", channels, width) : null;
    key = terms.usesKey() ? conv("key_conv", channels, width) : null;
    value = conv("value_conv", channels, width);
    int dim = config.position_embedding_dim() > 0 ? config.position_embedding_dim() : channels;
    positions =
        terms.usesPosition()
            ? new AttentionPositions(
                child("appr_geom_fc_x", new Linear(dim / 2, width, false)),
                child("appr_geom_fc_y", new Linear(dim / 2, width, false)),
                dim,
                config)
            : null;
    projection = child("proj_conv", new Conv2d(Conv2d.Shape.of(width, channels, 1), true));
    drawWeights();
  }

  private Conv2d conv(String name, int in, int out) {
    return child(name, new Conv2d(Conv2d.Shape.of(in, out, 1), false));
  }

  private Param bias(String name) {
    Param bias = param(name, Tensors.parameter((long) heads * perHead));
    double bound = 1 / Math.sqrt(2.0 * perHead);
    Init.uniform(bias, -bound, bound);
    return bias;
  }

  @Override
  public Tensor forward(Tensor input) {
    try {
      Tensor asking = every(input, config.q_stride());
      Tensor seen = every(input, config.kv_stride());
      Tensor weights = LossOps.softmax(energy(asking, seen), 3);
      Tensor values = byHead(value.forward(seen)).transpose(2, 3);
      Tensor means = weights.matmul(values).transpose(2, 3);
      boolean everywhere = means.size(3) == 1;
      Tensor map =
          projection.forward(
              means.reshape(
                  input.size(0),
                  (long) heads * perHead,
                  everywhere ? 1 : asking.size(2),
                  everywhere ? 1 : asking.size(3)));
      if (config.q_stride() > 1) {
        map = Functional.upsampleBilinear(map, input.size(2), input.size(3), false);
      }
      return map.mul(gamma.get()).add(input);
    } catch (RuntimeException e) {
      throw failed(e, input);
    }
  }

  private static Tensor every(Tensor map, int stride) {
    return stride > 1 ? Functional.avgPool2d(map, 1, stride, 0, false, true) : map;
  }

  /** (N, heads, perHead, cells). */
  private Tensor byHead(Tensor map) {
    return map.flatten(2, 3).view(map.size(0), heads, perHead, -1);
  }

  private Tensor shaped(Param bias) {
    return bias.get().view(1, heads, 1, perHead);
  }

  /** What the softmax is taken of, (N, heads, asking cells or 1, seen cells). */
  private Tensor energy(Tensor asking, Tensor seen) {
    Tensor queries = query == null ? null : byHead(query.forward(asking)).transpose(2, 3);
    Tensor energy = contentEnergy(queries, seen);
    if (positions != null) {
      Tensor from = terms.contentAndPosition() ? queries : null;
      if (terms.position()) {
        from = from == null ? shaped(positionBias) : from.add(shaped(positionBias));
      }
      Tensor byPlace = positions.energy(from, asking, seen);
      energy = energy == null ? byPlace : energy.add(byPlace);
    }
    if (energy == null) {
      long cells = asking.size(2) * asking.size(3);
      energy = Tensors.zerosLike(asking, 1, heads, cells, seen.size(2) * seen.size(3));
    }
    return hidden == null ? energy : withoutHidden(energy, asking, seen);
  }

  private Tensor contentEnergy(Tensor queries, Tensor seen) {
    if (!terms.usesKey()) {
      return null;
    }
    Tensor from = terms.contents() ? queries : null;
    if (terms.keyContent()) {
      from = from == null ? shaped(keyBias) : from.add(shaped(keyBias));
    }
    return from.matmul(byHead(key.forward(seen)));
  }

  private Tensor withoutHidden(Tensor energy, Tensor asking, Tensor seen) {
    boolean one = energy.size(2) == 1;
    long rows = one ? 1 : asking.size(2);
    long columns = one ? 1 : asking.size(3);
    Tensor map = hidden.get();
    if (rows > map.size(0) || columns > map.size(1)) {
      throw new TensorException(
          "spatial_range: a map of at most %dx%d cells, got %dx%d"
              .formatted(map.size(0), map.size(1), rows, columns));
    }
    Tensor part =
        map.narrow(0, 0, rows)
            .narrow(1, 0, columns)
            .narrow(2, 0, seen.size(2))
            .narrow(3, 0, seen.size(3))
            .reshape(1, 1, rows * columns, seen.size(2) * seen.size(3));
    return Ops.where(Ops.eq(part, 0), energy, Double.NEGATIVE_INFINITY);
  }

  @Override
  public void initWeights(PretrainedLoader checkpoints) {
    drawWeights();
  }

  private void drawWeights() {
    for (Layer layer : children().values()) {
      Param weight = layer.own("weight");
      double bound = Math.sqrt(3.0 / Init.fanIn(weight));
      Init.uniform(weight, -bound, bound);
    }
    Init.constant(projection.bias(), 0);
  }
}
