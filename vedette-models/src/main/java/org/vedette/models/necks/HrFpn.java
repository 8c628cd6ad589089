package org.vedette.models.necks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.vedette.base.TensorException;
import org.vedette.config.ConfigNode;
import org.vedette.config.ScalarNode;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.config.component.FromConfig;
import org.vedette.config.component.OneOrMany;
import org.vedette.config.component.Spec;
import org.vedette.core.Neck;
import org.vedette.models.backbones.ResidualInit;
import org.vedette.tensor.Functional;
import org.vedette.tensor.Initializer;
import org.vedette.tensor.Ops;
import org.vedette.tensor.layers.Conv2d;
import org.vedette.tensor.layers.ConvKind;
import org.vedette.tensor.layers.ConvModule;
import org.vedette.tensor.layers.ConvStyle;
import org.vedette.tensor.layers.LayerList;
import org.vedette.tensor.layers.Norm;

/**
 * The neck of HRNet (Wang et al. 2019): all maps, (N, in_l, H / 2^l, W / 2^l), are enlarged to the
 * finest one and joined; level l of the outputs, (N, out_channels, H / 2^l, W / 2^l), is a pool
 * over 2^l x 2^l cells. Children: {@code reduction_conv}, {@code fpn_convs}.
 */
@Component("HRFPN")
public final class HrFpn extends Neck {
  /** What stands for a window of cells. */
  public enum Pooling {
    /** The largest. */
    MAX,
    /** The mean. */
    AVG;

    /** Reads the upper-case name. */
    @FromConfig
    public static Pooling of(ConfigNode node) {
      for (Pooling pooling : values()) {
        if (node instanceof ScalarNode scalar && pooling.name().equals(scalar.value())) {
          return pooling;
        }
      }
      throw new IllegalArgumentException("expected 'MAX' or 'AVG'");
    }

    private Tensor pool(Tensor map, int window) {
      return this == MAX
          ? Functional.maxPool2d(map, window, window, 0, false)
          : Functional.avgPool2d(map, window, window, 0, false, true);
    }
  }

  /**
   * Settings.
   *
   * @param in_channels channels of each input, finest first
   * @param out_channels channels of each output
   * @param num_outs how many levels there are
   * @param pooling_type what stands for a window of cells
   * @param conv_cfg the kind of convolution
   * @param norm_cfg only None: upstream's convolutions have none here, whatever it says
   * @param with_cp whether activations are computed again in the backward pass; only False
   * @param stride of the 3x3 convolutions
   * @param init_cfg initial weights
   */
  public record Config(
      List<Integer> in_channels,
      int out_channels,
      @Default("5") int num_outs,
      @Default("'AVG'") Pooling pooling_type,
      @Default("None") Spec<ConvKind> conv_cfg,
      @Default("None") Spec<Norm> norm_cfg,
      @Default("False") boolean with_cp,
      @Default("1") int stride,
      @Default("dict(type='Caffe2Xavier', layer='Conv2d')") OneOrMany<Spec<Initializer>> init_cfg) {
    /** Refuses what is not there. */
    public Config {
      ResidualInit.requireNoCheckpointing(with_cp);
      if (norm_cfg != null) {
        throw new IllegalArgumentException(
            "norm_cfg: expected None, this neck has no normalisation");
      }
    }
  }

  private final Config config;
  private final ConvModule reduction;
  private final LayerList<ConvModule> convs = new LayerList<>();

  /** A neck with the given settings. */
  public HrFpn(Config config) {
    this.config = config;
    initBy(config.init_cfg());
    ConvStyle style = new ConvStyle(config.conv_cfg(), null, null);
    int out = config.out_channels();
    int joined = config.in_channels().stream().mapToInt(Integer::intValue).sum();
    reduction = child("reduction_conv", new ConvModule(Conv2d.Shape.of(joined, out, 1), style));
    child("fpn_convs", convs);
    Conv2d.Shape shape = Conv2d.Shape.of(out, out, 3).padding(1).stride(config.stride());
    for (int i = 0; i < config.num_outs(); i++) {
      convs.add(new ConvModule(shape, style));
    }
  }

  @Override
  public List<Tensor> forward(List<Tensor> features) {
    if (features.size() != config.in_channels().size()) {
      throw new TensorException(
          "%s: expected %d maps, got %d"
              .formatted(path(), config.in_channels().size(), features.size()));
    }
    List<Tensor> enlarged = new ArrayList<>();
    for (int i = 0; i < features.size(); i++) {
      Tensor map = features.get(i);
      long height = map.size(2) << i;
      enlarged.add(
          i == 0 ? map : Functional.upsampleBilinear(map, height, map.size(3) << i, false));
    }
    Tensor joined = reduction.forward(Ops.cat(enlarged, 1));
    List<Tensor> outputs = new ArrayList<>();
    for (int i = 0; i < convs.size(); i++) {
      Tensor map = i == 0 ? joined : config.pooling_type().pool(joined, 1 << i);
      outputs.add(convs.get(i).forward(map));
    }
    return outputs;
  }

  @Override
  public List<Integer> channels() {
    return Collections.nCopies(config.num_outs(), config.out_channels());
  }
}
