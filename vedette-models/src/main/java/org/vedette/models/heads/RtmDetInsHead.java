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
import org.vedette.models.layers.MaskFeatures;
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
 * RTMDet-Ins' head with towers that all levels share (Lyu et al. 2022). Children: {@code
 * cls_convs}, {@code reg_convs}, {@code rtm_cls}, {@code rtm_reg}, {@code rtm_obj} with objectness,
 * {@code scales}, {@code kernel_convs}, {@code rtm_kernel}, {@code mask_head}.
 */
@Component("RTMDetInsHead")
public final class RtmDetInsHead extends DenseHead<RtmDetInsOutputs> implements HasNumClasses {
  /**
   * Settings.
   *
   * @param settings keys that all heads of RTMDet have
   * @param masks keys that the heads of RTMDet-Ins add
   * @param with_objectness whether class scores are joined with that of any object
   * @param norm_cfg the normalisation in the towers
   * @param act_cfg the activation in the towers
   * @param pred_kernel_size kernel of the predictors
   */
  public record Config(
      @Flat RtmDetSettings settings,
      @Flat RtmDetMaskSettings masks,
      @Default("True") boolean with_objectness,
      @Default("dict(type='GN', num_groups=32, requires_grad=True)") Spec<Norm> norm_cfg,
      @Default("dict(type='ReLU')") Spec<Activation> act_cfg,
      @Default("3") int pred_kernel_size) {}

  private final Config config;
  private final RtmDetBoxes boxes;
  private final RtmDetMasks masks;
  private final Sequential classTower;
  private final Sequential boxTower;
  private final Sequential kernelTower;
  private final Conv2d toClasses;
  private final Conv2d toBox;
  private final Conv2d toObject;
  private final Conv2d toKernel;
  private final LayerList<Scale> scales;
  private final MaskFeatures maskFeatures;

  /** A head with the given settings. */
  public RtmDetInsHead(Config config) {
    this.config = config;
    RtmDetSettings settings = config.settings();
    boxes = new RtmDetBoxes(settings);
    masks = new RtmDetMasks(config.masks(), boxes.points());
    int levels = boxes.points().numLevels();
    ConvStyle style = new ConvStyle(settings.conv_cfg(), config.norm_cfg(), config.act_cfg());
    classTower = child("cls_convs", RtmDetLayers.tower(settings, style, false));
    boxTower = child("reg_convs", RtmDetLayers.tower(settings, style, false));
    toClasses = child("rtm_cls", newPredictor(settings.num_classes()));
    toBox = child("rtm_reg", newPredictor(4));
    toObject = config.with_objectness() ? child("rtm_obj", newPredictor(1)) : null;
    scales = child("scales", new LayerList<>());
    boxes.points().strides().forEach(stride -> scales.add(new Scale(1)));
    kernelTower = child("kernel_convs", RtmDetLayers.tower(settings, style, false));
    toKernel = child("rtm_kernel", newPredictor(config.masks().convs().numParams()));
    maskFeatures = child("mask_head", newMaskFeatures(levels));
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

  private Conv2d newPredictor(int out) {
    return RtmDetLayers.predictor(config.settings(), out, config.pred_kernel_size());
  }

  private MaskFeatures newMaskFeatures(int levels) {
    RtmDetSettings settings = config.settings();
    // The mask features take no conv_cfg, as upstream has it.
    return new MaskFeatures(
        levels,
        settings.in_channels(),
        settings.feat_channels(),
        config.masks().num_prototypes(),
        new ConvStyle(null, config.norm_cfg(), config.act_cfg()));
  }

  @Override
  public RtmDetInsOutputs forward(List<Tensor> features) {
    Levels.check(this, features, scales.size());
    Tensor prototypes = maskFeatures.forward(features);
    List<Tensor> classes = new ArrayList<>();
    List<Tensor> distances = new ArrayList<>();
    List<Tensor> kernels = new ArrayList<>();
    for (int level = 0; level < scales.size(); level++) {
      Tensor map = features.get(level);
      Tensor ofBox = boxTower.forward(map);
      Tensor logits = toClasses.forward(classTower.forward(map));
      classes.add(
          toObject == null ? logits : RtmDetLayers.withObjectness(logits, toObject.forward(ofBox)));
      Tensor inStrides = scales.get(level).forward(toBox.forward(ofBox));
      distances.add(Ops.mul(inStrides, boxes.stride(level)));
      kernels.add(toKernel.forward(kernelTower.forward(map)));
    }
    return new RtmDetInsOutputs(new RtmDetOutputs(classes, distances), kernels, prototypes);
  }

  @Override
  public Losses loss(RtmDetInsOutputs outputs, Batch batch, StepContext step) {
    return masks.losses(boxes, outputs, batch, step, path());
  }

  @Override
  public List<Detections> predict(RtmDetInsOutputs outputs, List<ImageMeta> metas) {
    return masks.predict(boxes, outputs, metas);
  }

  @Override
  public int numClasses() {
    return config.settings().num_classes();
  }
}
