package org.vedette.models.backbones;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.vedette.models.layers.NumberedConv;
import org.vedette.models.layers.SparseLayers;
import org.vedette.models.layers.residual.BlockStyle;
import org.vedette.models.layers.residual.ResidualStage;
import org.vedette.tensor.Functional;
import org.vedette.tensor.Layer;
import org.vedette.tensor.Ops;
import org.vedette.tensor.TensorLayer;
import org.vedette.tensor.layers.Activation;
import org.vedette.tensor.layers.Conv2d;
import org.vedette.tensor.layers.ConvStyle;
import org.vedette.tensor.layers.LayerList;
import org.vedette.tensor.layers.Relu;
import org.vedette.tensor.layers.Sequential;

/**
 * Branches of several resolutions, each half of the one before, and sums of what all of them found
 * (HRNet, Wang et al. 2019): (N, C_l, H_l, W_l) each to the same shapes. Children: {@code
 * branches}, {@code fuse_layers}.
 */
final class HrModule extends Layer {
  private final List<Integer> widths;
  private final ConvStyle style;
  private final LayerList<Sequential> branches;
  private final LayerList<SparseLayers<TensorLayer>> fuseLayers;

  /** A module; with {@code onlyFinest} it gives the first branch's sum alone. */
  HrModule(HrStage stage, BlockStyle blocks, boolean onlyFinest) {
    widths = stage.widths();
    style = new ConvStyle(blocks.conv(), blocks.norm(), null);
    branches = child("branches", new LayerList<Sequential>().passingInit());
    for (int i = 0; i < stage.num_branches(); i++) {
      int planes = stage.num_channels().get(i);
      branches.add(
          new ResidualStage(widths.get(i), planes, stage.num_blocks().get(i), 1, 1, false)
              .build(stage.kind(), blocks));
    }
    fuseLayers = new LayerList<>();
    if (widths.size() > 1) {
      child("fuse_layers", fuseLayers);
      for (int i = 0; i < (onlyFinest ? 1 : widths.size()); i++) {
        fuseLayers.add(fusing(i));
      }
    }
  }

  /** What brings each branch to the shape of branch {@code to}. */
  private SparseLayers<TensorLayer> fusing(int to) {
    SparseLayers<TensorLayer> layers = new SparseLayers<>();
    for (int from = 0; from < widths.size(); from++) {
      if (from > to) {
        Conv2d.Shape shape = Conv2d.Shape.of(widths.get(from), widths.get(to), 1);
        layers.put(from, new NumberedConv(shape, style, null));
      } else if (from < to) {
        layers.put(from, halvings(widths.get(from), widths.get(to), to - from));
      }
    }
    return layers;
  }

  private Sequential halvings(int in, int out, int count) {
    Sequential layers = new Sequential();
    for (int k = 1; k <= count; k++) {
      Activation relu = k == count ? null : new Relu(new Relu.Config(true));
      Conv2d.Shape shape = Conv2d.Shape.of(in, k == count ? out : in, 3).stride(2).padding(1);
      layers.add(new NumberedConv(shape, style, relu));
    }
    return layers;
  }

  /** How many branches there are. */
  int branches() {
    return branches.size();
  }

  List<Tensor> forward(List<Tensor> maps) {
    List<Tensor> found = new ArrayList<>();
    for (int i = 0; i < branches.size(); i++) {
      found.add(branches.get(i).forward(maps.get(i)));
    }
    if (found.size() == 1) {
      return found;
    }
    List<Tensor> sums = new ArrayList<>();
    for (int i = 0; i < fuseLayers.size(); i++) {
      sums.add(fused(found, i));
    }
    return sums;
  }

  private Tensor fused(List<Tensor> found, int to) {
    Tensor sum = null;
    for (int from = 0; from < found.size(); from++) {
      Tensor term = found.get(from);
      if (from != to) {
        term = fuseLayers.get(to).get(from).forward(term);
      }
      if (from > to) {
        long scale = 1L << (from - to);
        term = Functional.upsampleNearest(term, term.size(2) * scale, term.size(3) * scale);
      }
      if (sum == null) {
        sum = term;
      } else {
        boolean last = from == found.size() - 1;
        sum = last ? Ops.addRectified(sum, term) : Ops.add(sum, term);
      }
    }
    return sum;
  }
}
