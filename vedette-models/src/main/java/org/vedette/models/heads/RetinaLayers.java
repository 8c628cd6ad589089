package org.vedette.models.heads;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.bytedeco.pytorch.Tensor;
import org.vedette.tensor.Layer;
import org.vedette.tensor.layers.Conv2d;
import org.vedette.tensor.layers.ConvStyle;
import org.vedette.tensor.layers.Sequential;

/**
 * The layers of RetinaNet's head: a tower for classes and one for boxes, shared by all levels. They
 * belong to the head that makes them, as {@code cls_convs}, {@code reg_convs}, {@code retina_cls},
 * {@code retina_reg}.
 */
final class RetinaLayers {
  private final Sequential classTower;
  private final Sequential boxTower;
  private final Conv2d toClasses;
  private final Conv2d toBox;

  /**
   * The layers.
   *
   * @param register makes a layer a child of the head
   */
  RetinaLayers(RetinaSettings settings, AnchorBoxes boxes, BiConsumer<String, Layer> register) {
    int in = settings.in_channels();
    int features = settings.anchors().feat_channels();
    int convs = settings.stacked_convs();
    ConvStyle style = ConvStyle.withRelu(settings.conv_cfg(), settings.norm_cfg());
    int out = convs == 0 ? in : features;
    classTower = Towers.of(in, features, convs, style);
    boxTower = Towers.of(in, features, convs, style);
    toClasses = Towers.predictor(out, boxes.classChannels());
    toBox = Towers.predictor(out, boxes.boxChannels());
    boxes.lossLayers().forEach(register);
    register.accept("cls_convs", classTower);
    register.accept("reg_convs", boxTower);
    register.accept("retina_cls", toClasses);
    register.accept("retina_reg", toBox);
  }

  /** Raw predictions of each level. */
  DenseOutputs forward(List<Tensor> features) {
    List<Tensor> classes = new ArrayList<>();
    List<Tensor> codes = new ArrayList<>();
    for (Tensor map : features) {
      classes.add(toClasses.forward(classTower.forward(map)));
      codes.add(toBox.forward(boxTower.forward(map)));
    }
    return new DenseOutputs(classes, codes, null);
  }
}
