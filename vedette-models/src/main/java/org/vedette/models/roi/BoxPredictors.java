package org.vedette.models.roi;

import org.bytedeco.pytorch.Tensor;
import org.vedette.core.roi.BboxPredictions;
import org.vedette.tensor.Init;
import org.vedette.tensor.Layer;
import org.vedette.tensor.Param;
import org.vedette.tensor.TensorLayer;

/**
 * The last layers of a head, from rows of features to class logits and codes of boxes; one may be
 * absent.
 */
final class BoxPredictors {
  private static final double CLASS_STD = 0.01;
  private static final double BOX_STD = 0.001;

  final TensorLayer classes;
  final TensorLayer boxes;

  BoxPredictors(BboxHeadSettings settings, RegionBoxTask task, int classFeatures, int boxFeatures) {
    classes =
        settings.with_cls()
            ? settings.cls_predictor_cfg().build().create(classFeatures, task.scoreChannels())
            : null;
    boxes =
        settings.with_reg()
            ? settings.reg_predictor_cfg().build().create(boxFeatures, task.codeChannels())
            : null;
  }

  BboxPredictions forward(Tensor forClasses, Tensor forBoxes) {
    return BboxPredictions.of(
        classes == null ? null : classes.forward(forClasses),
        boxes == null ? null : boxes.forward(forBoxes));
  }

  /** Draws small weights, so that an untrained head neither classifies nor moves boxes. */
  void drawWeights() {
    draw(classes, CLASS_STD);
    draw(boxes, BOX_STD);
  }

  private static void draw(Layer layer, double std) {
    if (layer != null) {
      Init.normal(layer.own("weight"), 0, std);
      Init.constant(layer.own("bias"), 0);
    }
  }

  /** Draws fully connected layers so that the size of activations is kept (Glorot and Bengio). */
  static void drawXavier(Layer layers) {
    layers.visit(
        layer -> {
          Param weight = layer.own("weight");
          if (weight != null && weight.shape().length > 1) {
            double bound = Math.sqrt(6.0 / (Init.fanIn(weight) + Init.fanOut(weight)));
            Init.uniform(weight, -bound, bound);
            if (layer.own("bias") != null) {
              Init.constant(layer.own("bias"), 0);
            }
          }
        });
  }
}
