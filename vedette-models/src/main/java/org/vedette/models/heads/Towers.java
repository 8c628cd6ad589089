package org.vedette.models.heads;

import org.vedette.tensor.layers.Conv2d;
import org.vedette.tensor.layers.ConvModule;
import org.vedette.tensor.layers.ConvStyle;
import org.vedette.tensor.layers.LayerList;
import org.vedette.tensor.layers.Sequential;

/** The stacks of 3x3 convolutions that heads have before their predictors. */
final class Towers {
  private Towers() {}

  /**
   * Convolutions from {@code in} channels to {@code features}, with a bias where no norm follows.
   */
  static Sequential of(int in, int features, int count, ConvStyle style) {
    return of(in, features, count, style, style, ConvBias.AUTO);
  }

  /** Convolutions of which the last has a style of its own, such as a deformable one. */
  static Sequential of(
      int in, int features, int count, ConvStyle style, ConvStyle lastStyle, ConvBias bias) {
    Sequential tower = new Sequential();
    for (int i = 0; i < count; i++) {
      Conv2d.Shape shape = Conv2d.Shape.of(i == 0 ? in : features, features, 3).padding(1);
      ConvStyle own = i == count - 1 ? lastStyle : style;
      tower.add(new ConvModule(shape, own, bias.of(own)));
    }
    return tower;
  }

  /** Towers for several levels that share convolutions but not normalisations. */
  static LayerList<Sequential> sharingConvs(
      int levels, int in, int features, int count, ConvStyle style) {
    LayerList<Sequential> towers = new LayerList<>();
    for (int level = 0; level < levels; level++) {
      Sequential tower = level == 0 ? of(in, features, count, style) : new Sequential();
      for (int i = 0; level > 0 && i < count; i++) {
        tower.add(ConvModule.sharingConvOf((ConvModule) towers.get(0).get(i), style));
      }
      towers.add(tower);
    }
    return towers;
  }

  /** A 3x3 predictor of {@code out} numbers per cell. */
  static Conv2d predictor(int features, int out) {
    return predictor(features, out, 3);
  }

  /** A predictor of {@code out} numbers per cell that keeps the map's size. */
  static Conv2d predictor(int features, int out, int kernel) {
    return new Conv2d(Conv2d.Shape.of(features, out, kernel).padding(kernel / 2), true);
  }
}
