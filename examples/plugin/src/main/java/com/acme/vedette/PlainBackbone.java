package com.acme.vedette;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.config.component.Spec;
import org.vedette.core.Backbone;
import org.vedette.models.layers.Frozen;
import org.vedette.tensor.layers.Activation;
import org.vedette.tensor.layers.Conv2d;
import org.vedette.tensor.layers.ConvModule;
import org.vedette.tensor.layers.ConvStyle;
import org.vedette.tensor.layers.Norm;

/**
 * 3x3 convolutions of stride 2, each with twice the channels of the one before: (N, 3, H, W) to
 * maps at strides 2, 4, 8, ... Children: {@code stage0}, {@code stage1}, ...
 */
@Component("acme.PlainBackbone")
public final class PlainBackbone extends Backbone {
  /**
   * Settings.
   *
   * @param base_channels channels of the first stage
   * @param num_stages how many stages there are
   * @param out_indices which stages' maps to give, rising
   * @param frozen_stages stages up to this one are not trained; -1 trains all
   * @param norm_cfg normalisation after each convolution
   * @param act_cfg activation after each normalisation
   */
  public record Config(
      @Default("16") int base_channels,
      @Default("5") int num_stages,
      @Default("(2, 3, 4)") List<Integer> out_indices,
      @Default("-1") int frozen_stages,
      @Default("dict(type='BN')") Spec<Norm> norm_cfg,
      @Default("dict(type='ReLU')") Spec<Activation> act_cfg) {
    /** Checks that the stages named are there. */
    public Config {
      if (out_indices.stream().anyMatch(i -> i < 0 || i >= num_stages)
          || frozen_stages < -1
          || frozen_stages >= num_stages) {
        throw new IllegalArgumentException(
            "out_indices and frozen_stages: expected stages from 0 (frozen_stages: -1) to "
                + (num_stages - 1));
      }
    }
  }

  private final Config config;
  private final List<ConvModule> stages = new ArrayList<>();

  /** A backbone with the given settings. */
  public PlainBackbone(Config config) {
    this.config = config;
    ConvStyle style = new ConvStyle(null, config.norm_cfg(), config.act_cfg());
    for (int i = 0; i < config.num_stages(); i++) {
      int in = i == 0 ? 3 : width(i - 1);
      Conv2d.Shape shape = Conv2d.Shape.of(in, width(i), 3).stride(2).padding(1);
      stages.add(child("stage" + i, new ConvModule(shape, style)));
    }
  }

  private int width(int stage) {
    return config.base_channels() << stage;
  }

  @Override
  public List<Tensor> forward(Tensor images) {
    List<Tensor> outputs = new ArrayList<>();
    Tensor x = images;
    for (int i = 0; i < stages.size(); i++) {
      x = stages.get(i).forward(x);
      if (config.out_indices().contains(i)) {
        outputs.add(x);
      }
    }
    return outputs;
  }

  @Override
  public void train(boolean on) {
    super.train(on);
    Frozen.freeze(stages.subList(0, config.frozen_stages() + 1));
  }

  @Override
  public List<Integer> channels() {
    return config.out_indices().stream().map(this::width).toList();
  }

  @Override
  public List<Integer> strides() {
    return config.out_indices().stream().map(i -> 2 << i).toList();
  }
}
