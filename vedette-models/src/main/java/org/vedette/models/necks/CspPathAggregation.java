package org.vedette.models.necks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.vedette.base.TensorException;
import org.vedette.core.Neck;
import org.vedette.models.layers.ConvModules;
import org.vedette.models.layers.Upsample;
import org.vedette.tensor.Ops;
import org.vedette.tensor.TensorLayer;
import org.vedette.tensor.layers.Conv2d;
import org.vedette.tensor.layers.ConvModule;
import org.vedette.tensor.layers.ConvStyle;
import org.vedette.tensor.layers.LayerList;

/**
 * Path aggregation (PANet, Liu et al. 2018) with CSP layers: coarse maps are enlarged and joined
 * with finer ones, then fine maps are halved and joined with coarser ones. Level l stays at its
 * resolution: (N, in_l, H_l, W_l) to (N, out, H_l, W_l). Children: {@code reduce_layers}, {@code
 * top_down_blocks}, {@code downsamples}, {@code bottom_up_blocks}, {@code out_convs}.
 */
abstract class CspPathAggregation extends Neck {
  /** Makes a layer for that many input and output channels. */
  interface Maker {
    TensorLayer of(int in, int out);
  }

  private final List<Integer> in;
  private final int out;
  private final Upsample upsample;
  private final LayerList<ConvModule> reduce;
  private final LayerList<TensorLayer> topDown;
  private final LayerList<TensorLayer> halve;
  private final LayerList<TensorLayer> bottomUp;
  private final LayerList<TensorLayer> last;

  /**
   * A neck.
   *
   * @param in channels of the inputs, finest first
   * @param out channels of each output
   * @param depthwise whether the halving convolutions are depthwise separable
   * @param upsample how a map is enlarged before it joins the next finer one
   * @param mix the CSP layer that mixes two joined maps
   * @param end the last convolution of a level
   */
  CspPathAggregation(
      List<Integer> in,
      int out,
      boolean depthwise,
      Upsample upsample,
      ConvStyle style,
      Maker mix,
      Maker end) {
    this.in = List.copyOf(in);
    this.out = out;
    upsample.requireFactor();
    this.upsample = upsample;
    reduce = child("reduce_layers", new LayerList<>());
    topDown = child("top_down_blocks", new LayerList<>());
    for (int i = in.size() - 1; i > 0; i--) {
      int fine = in.get(i - 1);
      reduce.add(new ConvModule(Conv2d.Shape.of(in.get(i), fine, 1), style));
      topDown.add(mix.of(2 * fine, fine));
    }
    halve = child("downsamples", new LayerList<>());
    bottomUp = child("bottom_up_blocks", new LayerList<>());
    for (int i = 0; i < in.size() - 1; i++) {
      int fine = in.get(i);
      Conv2d.Shape halving = Conv2d.Shape.of(fine, fine, 3).stride(2).padding(1);
      halve.add(ConvModules.of(halving, style, depthwise));
      bottomUp.add(mix.of(2 * fine, in.get(i + 1)));
    }
    last = child("out_convs", new LayerList<>());
    in.forEach(channels -> last.add(end.of(channels, out)));
  }

  @Override
  public final List<Tensor> forward(List<Tensor> features) {
    if (features.size() != in.size()) {
      throw new TensorException(
          path() + ": expected " + in.size() + " maps, got " + features.size());
    }
    List<Tensor> inner = new ArrayList<>(features);
    for (int i = in.size() - 1; i > 0; i--) {
      int step = in.size() - 1 - i;
      Tensor coarse = reduce.get(step).forward(inner.get(i));
      inner.set(i, coarse);
      Tensor joined = joined(upsample.forward(coarse), features.get(i - 1));
      inner.set(i - 1, topDown.get(step).forward(joined));
    }
    List<Tensor> mixed = new ArrayList<>(List.of(inner.get(0)));
    for (int i = 0; i < in.size() - 1; i++) {
      Tensor joined = joined(halve.get(i).forward(mixed.get(i)), inner.get(i + 1));
      mixed.add(bottomUp.get(i).forward(joined));
    }
    List<Tensor> outputs = new ArrayList<>();
    for (int i = 0; i < mixed.size(); i++) {
      outputs.add(last.get(i).forward(mixed.get(i)));
    }
    return outputs;
  }

  private static Tensor joined(Tensor first, Tensor second) {
    return Ops.cat(List.of(first, second), 1);
  }

  @Override
  public final List<Integer> channels() {
    return Collections.nCopies(in.size(), out);
  }
}
