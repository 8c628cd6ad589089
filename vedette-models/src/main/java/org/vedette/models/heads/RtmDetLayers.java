package org.vedette.models.heads;

import org.bytedeco.pytorch.Tensor;
import org.vedette.models.layers.ConvModules;
import org.vedette.tensor.Functional;
import org.vedette.tensor.Init;
import org.vedette.tensor.Layer;
import org.vedette.tensor.Ops;
import org.vedette.tensor.layers.Conv2d;
import org.vedette.tensor.layers.ConvModule;
import org.vedette.tensor.layers.ConvStyle;
import org.vedette.tensor.layers.LayerList;
import org.vedette.tensor.layers.Sequential;

/** What the heads of RTMDet are built of. */
final class RtmDetLayers {
  private static final double STD = 0.01;

  /** What a class is held to be worth before training. */
  private static final double PRIOR_PROBABILITY = 0.01;

  /** Keeps the logarithms of the inverse sigmoid finite. */
  private static final double INVERSE_GUARD = 1e-5;

  private RtmDetLayers() {}

  /** The 3x3 convolutions before a predictor. */
  static Sequential tower(RtmDetSettings settings, ConvStyle style, boolean depthwise) {
    Sequential tower = new Sequential();
    int out = settings.feat_channels();
    for (int i = 0; i < settings.stacked_convs(); i++) {
      int in = i == 0 ? settings.in_channels() : out;
      tower.add(ConvModules.of(Conv2d.Shape.of(in, out, 3).padding(1), style, depthwise));
    }
    return tower;
  }

  /**
   * A tower per level.
   *
   * @param share whether all levels use the convolutions of the first, each with normalisations of
   *     its own
   */
  static LayerList<Sequential> towers(
      int levels, RtmDetSettings settings, ConvStyle style, boolean depthwise, boolean share) {
    LayerList<Sequential> towers = new LayerList<>();
    for (int level = 0; level < levels; level++) {
      towers.add(
          share && level > 0 ? sharing(towers.get(0), style) : tower(settings, style, depthwise));
    }
    return towers;
  }

  private static Sequential sharing(Sequential first, ConvStyle style) {
    Sequential tower = new Sequential();
    for (int i = 0; i < first.size(); i++) {
      tower.add(ConvModule.sharingConvOf((ConvModule) first.get(i), style));
    }
    return tower;
  }

  /** The convolution that predicts {@code out} numbers per point. */
  static Conv2d predictor(RtmDetSettings settings, int out, int kernel) {
    Conv2d.Shape shape = Conv2d.Shape.of(settings.feat_channels(), out, kernel);
    return new Conv2d(shape.padding(kernel / 2), true);
  }

  /** A predictor per level. */
  static LayerList<Conv2d> predictors(int levels, RtmDetSettings settings, int out, int kernel) {
    LayerList<Conv2d> predictors = new LayerList<>();
    for (int level = 0; level < levels; level++) {
      predictors.add(predictor(settings, out, kernel));
    }
    return predictors;
  }

  /** Class logits whose probability is the geometric mean of a class's and an object's. */
  static Tensor withObjectness(Tensor classes, Tensor objectness) {
    // The mean of the logarithms: the product of two small sigmoids would lose its gradient.
    Tensor logs = Functional.logSigmoid(classes).add(Functional.logSigmoid(objectness));
    Tensor mean = Ops.mul(logs, 0.5).exp();
    Tensor odds =
        Ops.clampMin(mean, INVERSE_GUARD).div(Ops.clampMin(Ops.rsub(1, mean), INVERSE_GUARD));
    return odds.log();
  }

  /** Initial weights of a head: small normal numbers, no bias. */
  static void init(Layer head) {
    for (Conv2d conv : head.find(Conv2d.class)) {
      Init.normal(conv.weight(), 0, STD);
      if (conv.bias() != null) {
        Init.constant(conv.bias(), 0);
      }
    }
  }

  /** Lets an untrained classifier say that hardly anything is there. */
  static void initClassifiers(Layer predictors) {
    initBias(predictors, Init.logit(PRIOR_PROBABILITY));
  }

  /** Sets the bias of predictors. */
  static void initBias(Layer predictors, double bias) {
    predictors.find(Conv2d.class).forEach(conv -> Init.constant(conv.bias(), bias));
  }
}
