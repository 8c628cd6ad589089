package org.vedette.models.roi;

import org.bytedeco.pytorch.Tensor;
import org.vedette.config.component.Component;
import org.vedette.config.component.Flat;
import org.vedette.core.roi.BboxHead;
import org.vedette.core.roi.BboxPredictions;
import org.vedette.core.roi.BoxTask;
import org.vedette.tensor.PretrainedLoader;
import org.vedette.tensor.TensorLayer;
import org.vedette.tensor.layers.Conv2d;
import org.vedette.tensor.layers.ConvModule;
import org.vedette.tensor.layers.ConvStyle;
import org.vedette.tensor.layers.LayerList;
import org.vedette.tensor.layers.Linear;

/**
 * A head of convolutions, then fully connected layers, first shared, then apart for classes and
 * boxes. Children: {@code fc_cls}, {@code fc_reg}, {@code shared_convs}, {@code shared_fcs}, {@code
 * cls_convs}, {@code cls_fcs}, {@code reg_convs}, {@code reg_fcs}.
 */
@Component("ConvFCBBoxHead")
public class ConvFcBboxHead extends BboxHead {
  /**
   * Settings.
   *
   * @param settings keys that all heads of regions share
   * @param layout how many layers there are
   * @param sizes what they look like
   */
  public record Config(
      @Flat BboxHeadSettings settings, @Flat ConvFcLayout layout, @Flat ConvFcSizes sizes) {
    /** Checks that no part is left without an end. */
    public Config {
      if (!settings.with_cls() && layout.num_cls_convs() + layout.num_cls_fcs() > 0) {
        throw new IllegalArgumentException("num_cls_convs and num_cls_fcs need with_cls=True");
      }
      if (!settings.with_reg() && layout.num_reg_convs() + layout.num_reg_fcs() > 0) {
        throw new IllegalArgumentException("num_reg_convs and num_reg_fcs need with_reg=True");
      }
    }
  }

  /**
   * Convolutions and fully connected layers; their outputs, per cell where no layer has flattened.
   */
  private record Branch(
      LayerList<ConvModule> convs, LayerList<Linear> fcs, int channels, boolean flat) {}

  private final Config config;
  private final boolean pooled;
  private final RegionBoxTask task;
  private final BoxPredictors predictors;
  private final Branch shared;
  private final Branch ofClasses;
  private final Branch ofBoxes;

  /** A head with the given settings. */
  public ConvFcBboxHead(Config config) {
    this.config = config;
    BboxHeadSettings settings = config.settings();
    ConvFcLayout layout = config.layout();
    initBy(settings.init_cfg());
    pooled = settings.pools(false);
    task = new RegionBoxTask(settings);
    task.lossLayers().forEach(this::child);
    shared =
        newBranch(
            layout.num_shared_convs(), layout.num_shared_fcs(), settings.in_channels(), false);
    ofClasses =
        newBranch(layout.num_cls_convs(), layout.num_cls_fcs(), shared.channels, shared.flat);
    ofBoxes = newBranch(layout.num_reg_convs(), layout.num_reg_fcs(), shared.channels, shared.flat);
    predictors = new BoxPredictors(settings, task, features(ofClasses), features(ofBoxes));
    register();
  }

  private void register() {
    if (predictors.classes != null) {
      child("fc_cls", predictors.classes);
    }
    if (predictors.boxes != null) {
      child("fc_reg", predictors.boxes);
    }
    child("shared_convs", shared.convs);
    child("shared_fcs", shared.fcs);
    child("cls_convs", ofClasses.convs);
    child("cls_fcs", ofClasses.fcs);
    child("reg_convs", ofBoxes.convs);
    child("reg_fcs", ofBoxes.fcs);
  }

  private Branch newBranch(int numConvs, int numFcs, int in, boolean inIsFlat) {
    ConvFcSizes sizes = config.sizes();
    ConvStyle style = ConvStyle.withRelu(sizes.conv_cfg(), sizes.norm_cfg());
    LayerList<ConvModule> convs = new LayerList<>();
    int channels = in;
    for (int i = 0; i < numConvs; i++) {
      convs.add(
          new ConvModule(
              Conv2d.Shape.of(channels, sizes.conv_out_channels(), 3).padding(1), style));
      channels = sizes.conv_out_channels();
    }
    LayerList<Linear> fcs = new LayerList<>();
    boolean flat = inIsFlat;
    for (int i = 0; i < numFcs; i++) {
      int features = flat || pooled ? channels : channels * config.settings().area();
      fcs.add(new Linear(features, sizes.fc_out_channels(), true));
      channels = sizes.fc_out_channels();
      flat = true;
    }
    return new Branch(convs, fcs, channels, flat);
  }

  /** What a predictor after a branch takes. */
  private int features(Branch branch) {
    return branch.flat || pooled ? branch.channels : branch.channels * config.settings().area();
  }

  @Override
  public void initWeights(PretrainedLoader checkpoints) {
    super.initWeights(checkpoints);
    if (config.settings().init_cfg() == null) {
      predictors.drawWeights();
      BoxPredictors.drawXavier(shared.fcs);
      BoxPredictors.drawXavier(ofClasses.fcs);
      BoxPredictors.drawXavier(ofBoxes.fcs);
    }
  }

  @Override
  public BboxPredictions forward(Tensor features) {
    Tensor x = run(shared, features);
    Tensor forClasses = predictors.classes == null ? null : rows(run(ofClasses, x));
    Tensor forBoxes = predictors.boxes == null ? null : rows(run(ofBoxes, x));
    return predictors.forward(forClasses, forBoxes);
  }

  private Tensor run(Branch branch, Tensor features) {
    Tensor x = features;
    for (TensorLayer conv : branch.convs.asList()) {
      x = conv.forward(x);
    }
    for (TensorLayer fc : branch.fcs.asList()) {
      x = fc.forward(rows(x)).relu();
    }
    return x;
  }

  private Tensor rows(Tensor features) {
    return RegionFeatures.rows(features, pooled);
  }

  @Override
  public final BoxTask task() {
    return task;
  }
}
