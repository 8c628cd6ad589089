package org.vedette.models.roi;

import org.bytedeco.pytorch.Tensor;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.config.component.Flat;
import org.vedette.config.component.Spec;
import org.vedette.core.roi.BboxHead;
import org.vedette.core.roi.BboxPredictions;
import org.vedette.core.roi.BoxTask;
import org.vedette.models.layers.residual.BlockShape;
import org.vedette.models.layers.residual.BlockStyle;
import org.vedette.models.layers.residual.Bottleneck;
import org.vedette.tensor.PretrainedLoader;
import org.vedette.tensor.TensorLayer;
import org.vedette.tensor.layers.ConvKind;
import org.vedette.tensor.layers.LayerList;
import org.vedette.tensor.layers.Linear;
import org.vedette.tensor.layers.Norm;

/**
 * A head whose classes go through fully connected layers and whose boxes through convolutions
 * (Double-Head R-CNN, Wu et al. 2020). Children: {@code fc_cls}, {@code fc_reg}, {@code res_block},
 * {@code conv_branch}, {@code fc_branch}.
 */
@Component("DoubleConvFCBBoxHead")
public final class DoubleConvFcBboxHead extends BboxHead {
  /**
   * Settings.
   *
   * @param settings keys that all heads of regions share; with_avg_pool must not be False, and the
   *     head classifies and refines
   * @param num_convs bottlenecks of the boxes' branch
   * @param num_fcs fully connected layers of the classes' branch
   * @param conv_out_channels channels of the boxes' branch
   * @param fc_out_channels outputs of the fully connected layers
   * @param conv_cfg kind of convolution of the bottlenecks
   * @param norm_cfg normalisation of the bottlenecks; the block before them has batch norm, as
   *     upstream
   */
  public record Config(
      @Flat BboxHeadSettings settings,
      int num_convs,
      int num_fcs,
      @Default("1024") int conv_out_channels,
      @Default("1024") int fc_out_channels,
      @Default("None") Spec<ConvKind> conv_cfg,
      @Default("dict(type='BN')") Spec<Norm> norm_cfg) {
    /** Checks that there are both branches. */
    public Config {
      if (num_convs < 1 || num_fcs < 1) {
        throw new IllegalArgumentException(
            "num_convs and num_fcs must be positive, got " + num_convs + " and " + num_fcs);
      }
      if (!settings.pools(true)) {
        throw new IllegalArgumentException("with_avg_pool: expected True, got False");
      }
      if (!settings.with_cls() || !settings.with_reg()) {
        throw new IllegalArgumentException("with_cls and with_reg: expected True");
      }
    }
  }

  private final Config config;
  private final RegionBoxTask task;
  private final BoxPredictors predictors;
  private final ExpandingBlock expanding;
  private final LayerList<TensorLayer> convs;
  private final LayerList<Linear> fcs;

  /** A head with the given settings. */
  public DoubleConvFcBboxHead(Config config) {
    this.config = config;
    BboxHeadSettings settings = config.settings();
    initBy(settings.init_cfg());
    task = new RegionBoxTask(settings);
    task.lossLayers().forEach(this::child);
    predictors =
        new BoxPredictors(settings, task, config.fc_out_channels(), config.conv_out_channels());
    child("fc_cls", predictors.classes);
    child("fc_reg", predictors.boxes);
    int channels = config.conv_out_channels();
    expanding = child("res_block", new ExpandingBlock(settings.in_channels(), channels));
    convs = child("conv_branch", new LayerList<TensorLayer>().passingInit());
    BlockStyle style = BlockStyle.of(config.conv_cfg(), config.norm_cfg());
    int planes = channels / Bottleneck.KIND.expansion();
    for (int i = 0; i < config.num_convs(); i++) {
      BlockShape shape = new BlockShape(channels, planes, 1, 1);
      convs.add(Bottleneck.KIND.create(shape, null, style));
    }
    fcs = child("fc_branch", new LayerList<Linear>().passingInit());
    for (int i = 0; i < config.num_fcs(); i++) {
      int in = i == 0 ? settings.in_channels() * settings.area() : config.fc_out_channels();
      fcs.add(new Linear(in, config.fc_out_channels(), true));
    }
  }

  @Override
  public void initWeights(PretrainedLoader checkpoints) {
    super.initWeights(checkpoints);
    if (config.settings().init_cfg() == null) {
      predictors.drawWeights();
      BoxPredictors.drawXavier(fcs);
    }
  }

  @Override
  public BboxPredictions forward(Tensor features) {
    return forward(features, features);
  }

  @Override
  public BboxPredictions forward(Tensor forClasses, Tensor forBoxes) {
    Tensor map = expanding.forward(forBoxes);
    for (TensorLayer conv : convs.asList()) {
      map = conv.forward(map);
    }
    Tensor rows = RegionFeatures.rows(forClasses, false);
    for (Linear fc : fcs.asList()) {
      rows = fc.forward(rows).relu();
    }
    return predictors.forward(rows, RegionFeatures.rows(map, true));
  }

  @Override
  public BoxTask task() {
    return task;
  }
}
