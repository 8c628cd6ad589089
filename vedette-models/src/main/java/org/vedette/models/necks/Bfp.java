package org.vedette.models.necks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.vedette.base.TensorException;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.config.component.OneOrMany;
import org.vedette.config.component.Spec;
import org.vedette.core.Neck;
import org.vedette.models.plugins.NonLocal2d;
import org.vedette.models.plugins.NonLocalBlock;
import org.vedette.tensor.Functional;
import org.vedette.tensor.Initializer;
import org.vedette.tensor.Ops;
import org.vedette.tensor.TensorLayer;
import org.vedette.tensor.layers.Conv2d;
import org.vedette.tensor.layers.ConvKind;
import org.vedette.tensor.layers.ConvModule;
import org.vedette.tensor.layers.ConvStyle;
import org.vedette.tensor.layers.Norm;

/**
 * Balanced feature pyramid (Libra R-CNN, Pang et al. 2019): the mean of all levels at the size of
 * one, refined and added to each: (N, in_channels, H_l, W_l) to the same shapes. Child: {@code
 * refine}.
 */
@Component("BFP")
public final class Bfp extends Neck {
  /** What is done with the mean. */
  public enum Refine {
    /** A 3x3 convolution. */
    CONV,
    /** A non-local layer. */
    NON_LOCAL
  }

  /**
   * Settings.
   *
   * @param in_channels channels of all levels
   * @param num_levels how many levels there are
   * @param refine_level the level at whose size the mean is taken, from 0
   * @param refine_type what is done with the mean; None for nothing
   * @param conv_cfg the kind of convolution
   * @param norm_cfg the normalisation
   * @param init_cfg initial weights
   */
  public record Config(
      int in_channels,
      int num_levels,
      @Default("2") int refine_level,
      @Default("None") Refine refine_type,
      @Default("None") Spec<ConvKind> conv_cfg,
      @Default("None") Spec<Norm> norm_cfg,
      @Default("dict(type='Xavier', layer='Conv2d', distribution='uniform')")
          OneOrMany<Spec<Initializer>> init_cfg) {
    /** Checks that the level is there. */
    public Config {
      if (refine_level < 0 || refine_level >= num_levels) {
        throw new IllegalArgumentException(
            "refine_level: expected 0 to " + (num_levels - 1) + ", got " + refine_level);
      }
    }

    private TensorLayer newRefine() {
      if (refine_type == Refine.NON_LOCAL) {
        return new NonLocalBlock(
            in_channels,
            new NonLocal2d.Config(
                false, conv_cfg, 1, false, norm_cfg, NonLocal2d.Mode.EMBEDDED_GAUSSIAN, true));
      }
      ConvStyle style = new ConvStyle(conv_cfg, norm_cfg, null);
      return new ConvModule(Conv2d.Shape.of(in_channels, in_channels, 3).padding(1), style);
    }
  }

  private final Config config;
  private final TensorLayer refine;

  /** A neck with the given settings. */
  public Bfp(Config config) {
    this.config = config;
    initBy(config.init_cfg());
    refine = config.refine_type() == null ? null : child("refine", config.newRefine());
  }

  @Override
  public List<Tensor> forward(List<Tensor> features) {
    if (features.size() != config.num_levels()) {
      throw new TensorException(
          "%s: expected %d maps, got %d".formatted(path(), config.num_levels(), features.size()));
    }
    Tensor mean = mean(features);
    if (refine != null) {
      mean = refine.forward(mean);
      mean = config.refine_type() == Refine.CONV ? mean.relu() : mean;
    }
    List<Tensor> outputs = new ArrayList<>();
    for (int i = 0; i < features.size(); i++) {
      Tensor map = features.get(i);
      outputs.add(resized(mean, map, i >= config.refine_level()).add(map));
    }
    return outputs;
  }

  private Tensor mean(List<Tensor> features) {
    Tensor like = features.get(config.refine_level());
    Tensor sum = null;
    for (int i = 0; i < features.size(); i++) {
      Tensor map = resized(features.get(i), like, i < config.refine_level());
      sum = sum == null ? map : sum.add(map);
    }
    return Ops.div(sum, features.size());
  }

  /** A map at the size of another: by maxima over windows, or by repeating cells. */
  private static Tensor resized(Tensor map, Tensor like, boolean shrinks) {
    return shrinks
        ? Functional.adaptiveMaxPool2d(map, like.size(2), like.size(3))
        : Functional.upsampleNearest(map, like.size(2), like.size(3));
  }

  @Override
  public List<Integer> channels() {
    return Collections.nCopies(config.num_levels(), config.in_channels());
  }
}
