package org.vedette.models.backbones;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.vedette.core.Backbone;
import org.vedette.models.layers.Frozen;
import org.vedette.tensor.Functional;
import org.vedette.tensor.Layer;
import org.vedette.tensor.TensorLayer;
import org.vedette.tensor.layers.Conv2d;
import org.vedette.tensor.layers.ConvStep;
import org.vedette.tensor.layers.ConvSteps;
import org.vedette.tensor.layers.ConvStyle;
import org.vedette.tensor.layers.Norm;
import org.vedette.tensor.layers.Relu;
import org.vedette.tensor.layers.Sequential;

/**
 * A stem, perhaps a maximum over 3x3 cells, and stages of residual blocks. Children: {@code conv1}
 * and {@code bn1}, or {@code stem}; then {@code layer1}, {@code layer2}, ...
 */
abstract class ResidualBackbone extends Backbone implements ConvSteps {
  private final ResNetSettings settings;
  private final List<Integer> stageStrides;
  private final List<Layer> stemParts = new ArrayList<>();
  private final List<ConvStep> ownSteps = new ArrayList<>();
  private final List<Sequential> stages = new ArrayList<>();
  private final List<Integer> widths = new ArrayList<>();
  private TensorLayer deepStem;
  private boolean pooled;

  ResidualBackbone(ResNetSettings settings, List<Integer> stageStrides) {
    this.settings = settings;
    this.stageStrides = stageStrides;
    initBy(ResidualInit.of(settings.pretrained(), settings.init_cfg()));
  }

  private ConvStyle style() {
    return new ConvStyle(settings.conv_cfg(), settings.norm_cfg(), null);
  }

  /** The usual stem: one convolution with stride 2. */
  final void addStem(int kernel, int out, boolean pool) {
    pooled = pool;
    Conv2d.Shape shape =
        Conv2d.Shape.of(settings.in_channels(), out, kernel).stride(2).padding(kernel / 2);
    Norm norm = settings.norm_cfg().build();
    Slot<TensorLayer> conv = slot("conv1", style().newConv(shape, false));
    Slot<TensorLayer> first = slot(norm.abbreviation() + 1, norm.create(out));
    stemParts.addAll(List.of(conv.get(), first.get()));
    ownSteps.add(new ConvStep(conv, first, new Relu(new Relu.Config(true))));
  }

  /** A stem of three 3x3 convolutions. */
  final void addDeepStem(int out) {
    pooled = true;
    deepStem = child("stem", new ResNetStem(settings.in_channels(), out, style()));
    stemParts.add(deepStem);
  }

  /** Appends a stage with that many channels. */
  final void addStage(Sequential stage, int channels) {
    stages.add(child("layer" + (stages.size() + 1), stage));
    widths.add(channels);
  }

  /** Takes the frozen stages out of training; comes when all stages are there. */
  final void freeze() {
    int last = settings.frozen_stages();
    if (last < 0) {
      return;
    }
    Frozen.freeze(stemParts);
    Frozen.freeze(stages.subList(0, last));
  }

  @Override
  public final List<Tensor> forward(Tensor images) {
    Tensor x = deepStem == null ? ownSteps.get(0).forward(images) : deepStem.forward(images);
    if (pooled) {
      x = Functional.maxPool2d(x, 3, 2, 1, false);
    }
    List<Tensor> outputs = new ArrayList<>();
    for (int i = 0; i < stages.size(); i++) {
      x = stages.get(i).forward(x);
      if (settings.out_indices().contains(i)) {
        outputs.add(x);
      }
    }
    return outputs;
  }

  @Override
  public void train(boolean on) {
    super.train(on);
    freeze();
    if (on && settings.norm_eval()) {
      Frozen.evalNorms(this);
    }
  }

  @Override
  public final List<ConvStep> steps() {
    return ownSteps;
  }

  @Override
  public final List<Integer> channels() {
    return settings.outputs().stream().map(widths::get).toList();
  }

  @Override
  public final List<Integer> strides() {
    List<Integer> all = new ArrayList<>();
    int stride = pooled ? 4 : 2;
    for (int own : stageStrides) {
      stride *= own;
      all.add(stride);
    }
    return settings.outputs().stream().map(all::get).toList();
  }
}
