package org.vedette.models.necks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.vedette.base.TensorException;
import org.vedette.core.Neck;
import org.vedette.models.layers.Upsample;
import org.vedette.tensor.Functional;
import org.vedette.tensor.Ops;
import org.vedette.tensor.layers.Conv2d;
import org.vedette.tensor.layers.ConvModule;
import org.vedette.tensor.layers.ConvStyle;
import org.vedette.tensor.layers.LayerList;

/**
 * Lateral 1x1 convolutions, sums from coarse to fine, 3x3 convolutions, levels beyond: what feature
 * pyramids have in common. Children: {@code lateral_convs}, {@code fpn_convs}.
 */
abstract class FeaturePyramid extends Neck {
  private final PyramidLevels levels;
  private final LayerList<ConvModule> lateralConvs = child("lateral_convs", new LayerList<>());
  private final LayerList<ConvModule> fpnConvs = child("fpn_convs", new LayerList<>());

  FeaturePyramid(PyramidLevels levels, ConvStyle style) {
    this.levels = levels;
    ConvStyle lateral =
        levels.no_norm_on_lateral() ? new ConvStyle(style.conv(), null, style.act()) : style;
    int out = levels.out_channels();
    for (int i = levels.start_level(); i < levels.end(); i++) {
      int in = levels.in_channels().get(i);
      lateralConvs.add(new ConvModule(Conv2d.Shape.of(in, out, 1), lateral));
      fpnConvs.add(new ConvModule(Conv2d.Shape.of(out, out, 3).padding(1), style));
    }
    for (int i = 0; i < levels.extra() && levels.add_extra_convs() != ExtraConvs.NONE; i++) {
      boolean fromBackbone = i == 0 && levels.add_extra_convs() == ExtraConvs.ON_INPUT;
      int in = fromBackbone ? levels.in_channels().get(levels.end() - 1) : out;
      fpnConvs.add(new ConvModule(Conv2d.Shape.of(in, out, 3).stride(2).padding(1), style));
    }
  }

  /** The maps of the backbone, each brought to the channels of the outputs. */
  final List<Tensor> laterals(List<Tensor> features) {
    if (features.size() != levels.in_channels().size()) {
      throw new TensorException(
          "%s: expected %d maps, got %d"
              .formatted(path(), levels.in_channels().size(), features.size()));
    }
    List<Tensor> laterals = new ArrayList<>();
    for (int i = 0; i < levels.used(); i++) {
      laterals.add(lateralConvs.get(i).forward(features.get(i + levels.start_level())));
    }
    return laterals;
  }

  /** Adds to each map the enlarged sum of the coarser ones. */
  static void addCoarser(List<Tensor> maps, Upsample upsample) {
    for (int i = maps.size() - 1; i > 0; i--) {
      Tensor fine = maps.get(i - 1);
      maps.set(i - 1, Ops.add(fine, upsample.forward(maps.get(i), fine)));
    }
  }

  /** The 3x3 convolution of each map. */
  final List<Tensor> smoothed(List<Tensor> maps) {
    List<Tensor> outputs = new ArrayList<>();
    for (int i = 0; i < maps.size(); i++) {
      outputs.add(fpnConvs.get(i).forward(maps.get(i)));
    }
    return outputs;
  }

  /** Appends the levels beyond those of the backbone. */
  final void addExtra(List<Tensor> features, List<Tensor> laterals, List<Tensor> outputs) {
    Tensor last = outputs.get(outputs.size() - 1);
    Tensor source =
        switch (levels.add_extra_convs()) {
          case ON_INPUT -> features.get(levels.end() - 1);
          case ON_LATERAL -> laterals.get(laterals.size() - 1);
          case NONE, ON_OUTPUT -> last;
        };
    for (int i = 0; i < levels.extra(); i++) {
      if (levels.add_extra_convs() == ExtraConvs.NONE) {
        source = Functional.maxPool2d(source, 1, 2, 0, false);
      } else {
        boolean rectified = i > 0 && levels.relu_before_extra_convs();
        Tensor input = rectified ? Ops.relu(source) : source;
        source = fpnConvs.get(levels.used() + i).forward(input);
      }
      outputs.add(source);
    }
  }

  @Override
  public final List<Integer> channels() {
    return Collections.nCopies(levels.num_outs(), levels.out_channels());
  }
}
