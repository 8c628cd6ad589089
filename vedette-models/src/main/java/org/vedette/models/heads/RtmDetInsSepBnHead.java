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
import org.vedette.tensor.Ops;
import org.vedette.tensor.PretrainedLoader;
import org.vedette.tensor.layers.Activation;
import org.vedette.tensor.layers.Conv2d;
import org.vedette.tensor.layers.ConvStyle;
import org.vedette.tensor.layers.LayerList;
import org.vedette.tensor.layers.Norm;
import org.vedette.tensor.layers.Sequential;

/**
 * RTMDet-Ins' head with normalisations of each level's own (Lyu et al. 2022). Classes and boxes use
 * one tower, which stands under both names as upstream. Children, each a list over levels: {@code
 * cls_convs}, {@code reg_convs}, {@code kernel_convs}, {@code rtm_cls}, {@code rtm_reg}, {@code
 * rtm_kernel}, {@code rtm_obj}; and {@code mask_head}.
 */
@Component("RTMDetInsSepBNHead")
public final class RtmDetInsSepBnHead extends DenseHead<RtmDetInsOutputs> implements HasNumClasses {
  /**
   * Settings.
   *
   * @param settings keys that all heads of RTMDet have
   * @param masks keys that the heads of RTMDet-Ins add
   * @param share_conv whether all levels use the same convolutions in their class and box towers
   * @param with_objectness whether class scores are joined with that of any object
   * @param norm_cfg the normalisation in the towers
   * @param act_cfg the activation in the towers
   * @param pred_kernel_size kernel of the predictors
   */
  public record Config(
      @Flat RtmDetSettings settings,
      @Flat RtmDetMaskSettings masks,
      @Default("True") boolean share_conv,
      @Default("False") boolean with_objectness,
      @Default("dict(type='BN', requires_grad=True)") Spec<Norm> norm_cfg,
      @Default("dict(type='SiLU', inplace=True)") Spec<Activation> act_cfg,
      @Default("1") int pred_kernel_size) {

    private ConvStyle style() {
      return new ConvStyle(settings.conv_cfg(), norm_cfg, act_cfg);
    }

    private LayerList<Sequential> towers(int levels, boolean share) {
      return RtmDetLayers.towers(levels, settings, style(), false, share);
    }

    private LayerList<Conv2d> predictors(int levels, int out) {
      return RtmDetLayers.predictors(levels, settings, out, pred_kernel_size);
    }
  }

  private final Config config;
  private final RtmDetBoxes boxes;
  private final RtmDetMasks masks;
  private final LayerList<Sequential> towers;
  private final LayerList<Sequential> kernelTowers;
  private final LayerList<Conv2d> toClasses;
  private final LayerList<Conv2d> toBox;
  private final LayerList<Conv2d> toKernel;
  private final LayerList<Conv2d> toObject;
  private final MaskFeatures maskFeatures;

  /** A head with the given settings. */
  public RtmDetInsSepBnHead(Config config) {
    this.config = config;
    RtmDetSettings settings = config.settings();
    boxes = new RtmDetBoxes(settings);
    masks = new RtmDetMasks(config.masks(), boxes.points());
    int levels = boxes.points().numLevels();
    towers = child("cls_convs", config.towers(levels, config.share_conv()));
    child("reg_convs", towers);
    kernelTowers = child("kernel_convs", config.towers(levels, false));
    toClasses = child("rtm_cls", config.predictors(levels, settings.num_classes()));
    toBox = child("rtm_reg", config.predictors(levels, 4));
    toKernel = child("rtm_kernel", config.predictors(levels, config.masks().convs().numParams()));
    toObject = child("rtm_obj", config.predictors(config.with_objectness() ? levels : 0, 1));
    // The mask features take no conv_cfg, as upstream has it.
    maskFeatures =
        child(
            "mask_head",
            new MaskFeatures(
                levels,
                settings.in_channels(),
                settings.feat_channels(),
                config.masks().num_prototypes(),
                new ConvStyle(null, config.norm_cfg(), config.act_cfg())));
    drawWeights();
  }

  private void drawWeights() {
    RtmDetLayers.init(this);
    RtmDetLayers.initClassifiers(toClasses);
    RtmDetLayers.initClassifiers(toObject);
    RtmDetLayers.initBias(toBox, 1);
  }

  /** Draws the weights as this head wants them, whatever a parent's settings say. */
  @Override
  public void initWeights(PretrainedLoader checkpoints) {
    drawWeights();
  }

  @Override
  public RtmDetInsOutputs forward(List<Tensor> features) {
    Levels.check(this, features, toBox.size());
    Tensor prototypes = maskFeatures.forward(features);
    List<Tensor> classes = new ArrayList<>();
    List<Tensor> distances = new ArrayList<>();
    List<Tensor> kernels = new ArrayList<>();
    for (int level = 0; level < toBox.size(); level++) {
      Tensor map = features.get(level);
      Tensor ofClass = towers.get(level).forward(map);
      // In training the tower runs twice, because its running statistics count each pass.
      Tensor ofBox = training() ? towers.get(level).forward(map) : ofClass;
      Tensor logits = toClasses.get(level).forward(ofClass);
      classes.add(
          config.with_objectness()
              ? RtmDetLayers.withObjectness(logits, toObject.get(level).forward(ofBox))
              : logits);
      Tensor inStrides = toBox.get(level).forward(ofBox).relu();
      distances.add(Ops.mul(inStrides, boxes.stride(level)));
      kernels.add(toKernel.get(level).forward(kernelTowers.get(level).forward(map)));
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
