package org.vedette.models.heads;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.vedette.base.Detections;
import org.vedette.base.ImageMeta;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.config.component.Flat;
import org.vedette.config.component.Spec;
import org.vedette.core.Batch;
import org.vedette.core.DenseHead;
import org.vedette.core.HasNumClasses;
import org.vedette.core.Losses;
import org.vedette.core.StepContext;
import org.vedette.models.layers.Scale;
import org.vedette.tensor.Ops;
import org.vedette.tensor.PretrainedLoader;
import org.vedette.tensor.layers.Activation;
import org.vedette.tensor.layers.Conv2d;
import org.vedette.tensor.layers.ConvStyle;
import org.vedette.tensor.layers.LayerList;
import org.vedette.tensor.layers.Norm;
import org.vedette.tensor.layers.Sequential;

/**
 * RTMDet's head with towers that all levels share (Lyu et al. 2022). Children: {@code cls_convs},
 * {@code reg_convs}, {@code rtm_cls}, {@code rtm_reg}, {@code rtm_obj} with objectness, {@code
 * scales}.
 */
@Component("RTMDetHead")
public final class RtmDetHead extends DenseHead<RtmDetOutputs> implements HasNumClasses {
  /**
   * Settings.
   *
   * @param settings keys that all heads of RTMDet have
   * @param with_objectness whether class scores are joined with that of any object
   * @param norm_cfg the normalisation in the towers
   * @param act_cfg the activation in the towers
   * @param pred_kernel_size kernel of the predictors
   */
  public record Config(
      @Flat RtmDetSettings settings,
      @Default("True") boolean with_objectness,
      @Default("dict(type='GN', num_groups=32, requires_grad=True)") Spec<Norm> norm_cfg,
      @Default("dict(type='ReLU')") Spec<Activation> act_cfg,
      @Default("3") int pred_kernel_size) {}

  private final Config config;
  private final RtmDetBoxes boxes;
  private final Sequential classTower;
  private final Sequential boxTower;
  private final Conv2d toClasses;
  private final Conv2d toBox;
  private final Conv2d toObject;
  private final LayerList<Scale> scales;

  /** A head with the given settings. */
  public RtmDetHead(Config config) {
    this.config = config;
    RtmDetSettings settings = config.settings();
    boxes = new RtmDetBoxes(settings);
    ConvStyle style = new ConvStyle(settings.conv_cfg(), config.norm_cfg(), config.act_cfg());
    int kernel = config.pred_kernel_size();
    classTower = child("cls_convs", RtmDetLayers.tower(settings, style, false));
    boxTower = child("reg_convs", RtmDetLayers.tower(settings, style, false));
    toClasses = child("rtm_cls", RtmDetLayers.predictor(settings, settings.num_classes(), kernel));
    toBox = child("rtm_reg", RtmDetLayers.predictor(settings, 4, kernel));
    toObject =
        config.with_objectness()
            ? child("rtm_obj", RtmDetLayers.predictor(settings, 1, kernel))
            : null;
    scales = child("scales", new LayerList<>());
    boxes.points().strides().forEach(stride -> scales.add(new Scale(1)));
    drawWeights();
  }

  private void drawWeights() {
    RtmDetLayers.init(this);
    RtmDetLayers.initClassifiers(toClasses);
    if (toObject != null) {
      RtmDetLayers.initClassifiers(toObject);
    }
  }

  /** Draws the weights as this head wants them, whatever a parent's settings say. */
  @Override
  public void initWeights(PretrainedLoader checkpoints) {
    drawWeights();
  }

  @Override
  public RtmDetOutputs forward(List<Tensor> features) {
    Levels.check(this, features, scales.size());
    List<Tensor> classes = new ArrayList<>();
    List<Tensor> distances = new ArrayList<>();
    for (int level = 0; level < scales.size(); level++) {
      Tensor map = features.get(level);
      Tensor ofBox = boxTower.forward(map);
      Tensor logits = toClasses.forward(classTower.forward(map));
      classes.add(
          toObject == null ? logits : RtmDetLayers.withObjectness(logits, toObject.forward(ofBox)));
      Tensor inStrides = scales.get(level).forward(toBox.forward(ofBox).exp());
      distances.add(Ops.mul(inStrides, boxes.stride(level)));
    }
    return new RtmDetOutputs(classes, distances);
  }

  @Override
  public Losses loss(RtmDetOutputs outputs, Batch batch, StepContext step) {
    Losses losses = new Losses();
    boxes.addLosses(outputs, batch, step, path(), losses);
    return losses;
  }

  @Override
  public List<Detections> predict(RtmDetOutputs outputs, List<ImageMeta> metas) {
    return boxes.predict(outputs, metas);
  }

  @Override
  public int numClasses() {
    return config.settings().num_classes();
  }
}
