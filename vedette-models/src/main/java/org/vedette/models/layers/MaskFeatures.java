package org.vedette.models.layers;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.vedette.tensor.Functional;
import org.vedette.tensor.Layer;
import org.vedette.tensor.Ops;
import org.vedette.tensor.layers.Conv2d;
import org.vedette.tensor.layers.ConvModule;
import org.vedette.tensor.layers.ConvStyle;
import org.vedette.tensor.layers.Sequential;

/**
 * The mask prototypes of RTMDet-Ins: all levels are enlarged to the finest, joined and convolved;
 * (N, in, H_l, W_l) per level to (N, prototypes, H, W). Children: {@code fusion_conv}, {@code
 * stacked_convs}, {@code projection}.
 */
public final class MaskFeatures extends Layer {
  private static final int STACKED = 4;

  private final int numLevels;
  private final Conv2d fusion;
  private final Sequential stack;
  private final Conv2d projection;

  /**
   * A layer for that many levels.
   *
   * @param in channels of each level
   * @param features channels of the 3x3 convolutions
   * @param prototypes output channels
   */
  public MaskFeatures(int numLevels, int in, int features, int prototypes, ConvStyle style) {
    this.numLevels = numLevels;
    fusion = child("fusion_conv", new Conv2d(Conv2d.Shape.of(numLevels * in, in, 1), true));
    stack = child("stacked_convs", new Sequential());
    for (int i = 0; i < STACKED; i++) {
      Conv2d.Shape shape = Conv2d.Shape.of(i == 0 ? in : features, features, 3).padding(1);
      stack.add(new ConvModule(shape, style));
    }
    projection = child("projection", new Conv2d(Conv2d.Shape.of(features, prototypes, 1), true));
  }

  /** The prototypes of the maps of all levels, finest first. */
  public Tensor forward(List<Tensor> features) {
    Tensor finest = features.get(0);
    List<Tensor> enlarged = new ArrayList<>(List.of(finest));
    for (int level = 1; level < numLevels; level++) {
      enlarged.add(
          Functional.upsampleBilinear(features.get(level), finest.size(2), finest.size(3), false));
    }
    return projection.forward(stack.forward(fusion.forward(Ops.cat(enlarged, 1))));
  }
}
