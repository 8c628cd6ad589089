package org.vedette.models.roi;

import org.bytedeco.pytorch.Tensor;
import org.vedette.config.component.Component;
import org.vedette.config.component.Flat;
import org.vedette.core.roi.BboxHead;
import org.vedette.core.roi.BboxPredictions;
import org.vedette.core.roi.BoxTask;
import org.vedette.tensor.PretrainedLoader;

/**
 * The plainest head of regions: one layer for classes and one for boxes, as R-CNN on C4 features
 * has it. Children: {@code fc_cls}, {@code fc_reg}.
 */
@Component("BBoxHead")
public final class StandardBboxHead extends BboxHead {
  /**
   * Settings.
   *
   * @param settings keys that all heads of regions share
   */
  public record Config(@Flat BboxHeadSettings settings) {}

  private final BboxHeadSettings settings;
  private final RegionBoxTask task;
  private final BoxPredictors predictors;
  private final boolean pooled;

  /** A head with the given settings. */
  public StandardBboxHead(Config config) {
    settings = config.settings();
    initBy(settings.init_cfg());
    task = new RegionBoxTask(settings);
    task.lossLayers().forEach(this::child);
    pooled = settings.pools(false);
    int features = settings.in_channels() * (pooled ? 1 : settings.area());
    predictors = new BoxPredictors(settings, task, features, features);
    if (predictors.classes != null) {
      child("fc_cls", predictors.classes);
    }
    if (predictors.boxes != null) {
      child("fc_reg", predictors.boxes);
    }
  }

  @Override
  public void initWeights(PretrainedLoader checkpoints) {
    super.initWeights(checkpoints);
    if (settings.init_cfg() == null) {
      predictors.drawWeights();
    }
  }

  @Override
  public BboxPredictions forward(Tensor features) {
    Tensor rows = RegionFeatures.rows(features, pooled);
    return predictors.forward(rows, rows);
  }

  @Override
  public BoxTask task() {
    return task;
  }
}
