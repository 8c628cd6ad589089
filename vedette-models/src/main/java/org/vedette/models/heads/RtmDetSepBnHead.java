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
import org.vedette.tensor.Ops;
import org.vedette.tensor.PretrainedLoader;
import org.vedette.tensor.layers.Activation;
import org.vedette.tensor.layers.Conv2d;
import org.vedette.tensor.layers.ConvStyle;
import org.vedette.tensor.layers.LayerList;
import org.vedette.tensor.layers.Norm;
import org.vedette.tensor.layers.Sequential;

/**
 * RTMDet's head with normalisations of each level's own (Lyu et al. 2022). Children, each a list
 * over levels: {@code cls_convs}, {@code reg_convs}, {@code rtm_cls}, {@code rtm_reg} and, with
 * objectness, {@code rtm_obj}.
 */
@Component("RTMDetSepBNHead")
public final class RtmDetSepBnHead extends DenseHead<RtmDetOutputs> implements HasNumClasses {
  /**
   * Settings.
   *
   * @param settings keys that all heads of RTMDet have
   * @param share_conv whether all levels use the same convolutions in their towers
   * @param use_depthwise whether the towers' convolutions are depthwise separable; then they cannot
   *     be shared
   * @param with_objectness whether class scores are joined with that of any object
   * @param norm_cfg the normalisation in the towers
   * @param act_cfg the activation in the towers
   * @param pred_kernel_size kernel of the predictors
   * @param exp_on_reg whether distances are predicted as logarithms
   */
  public record Config(
      @Flat RtmDetSettings settings,
      @Default("True") boolean share_conv,
      @Default("False") boolean use_depthwise,
      @Default("True") boolean with_objectness,
      @Default("dict(type='BN', momentum=0.03, eps=0.001)") Spec<Norm> norm_cfg,
      @Default("dict(type='SiLU')") Spec<Activation> act_cfg,
      @Default("1") int pred_kernel_size,
      @Default("False") boolean exp_on_reg) {

    /** Refuses to share what upstream cannot share either. */
    public Config {
      if (share_conv && use_depthwise) {
        throw new IllegalArgumentException(
            "share_conv=True does not go with use_depthwise=True; set share_conv=False");
      }
    }
  }

  private final Config config;
  private final RtmDetBoxes boxes;
  private final LayerList<Sequential> classTowers;
  private final LayerList<Sequential> boxTowers;
  private final LayerList<Conv2d> toClasses;
  private final LayerList<Conv2d> toBox;
  private final LayerList<Conv2d> toObject;

  /** A head with the given settings. */
  public RtmDetSepBnHead(Config config) {
    this.config = config;
    RtmDetSettings settings = config.settings();
    boxes = new RtmDetBoxes(settings);
    int levels = boxes.points().numLevels();
    int kernel = config.pred_kernel_size();
    classTowers = child("cls_convs", newTowers(levels));
    boxTowers = child("reg_convs", newTowers(levels));
    toClasses =
        child("rtm_cls", RtmDetLayers.predictors(levels, settings, settings.num_classes(), kernel));
    toBox = child("rtm_reg", RtmDetLayers.predictors(levels, settings, 4, kernel));
    toObject =
        config.with_objectness()
            ? child("rtm_obj", RtmDetLayers.predictors(levels, settings, 1, kernel))
            : null;
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

  private LayerList<Sequential> newTowers(int levels) {
    RtmDetSettings settings = config.settings();
    ConvStyle style = new ConvStyle(settings.conv_cfg(), config.norm_cfg(), config.act_cfg());
    return RtmDetLayers.towers(
        levels, settings, style, config.use_depthwise(), config.share_conv());
  }

  @Override
  public RtmDetOutputs forward(List<Tensor> features) {
    Levels.check(this, features, toBox.size());
    List<Tensor> classes = new ArrayList<>();
    List<Tensor> distances = new ArrayList<>();
    for (int level = 0; level < toBox.size(); level++) {
      Tensor map = features.get(level);
      Tensor ofBox = boxTowers.get(level).forward(map);
      Tensor logits = toClasses.get(level).forward(classTowers.get(level).forward(map));
      classes.add(
          toObject == null
              ? logits
              : RtmDetLayers.withObjectness(logits, toObject.get(level).forward(ofBox)));
      Tensor raw = toBox.get(level).forward(ofBox);
      distances.add(Ops.mul(config.exp_on_reg() ? Ops.exp(raw) : raw, boxes.stride(level)));
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
