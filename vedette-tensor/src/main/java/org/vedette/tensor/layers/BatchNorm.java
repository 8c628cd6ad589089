package org.vedette.tensor.layers;

import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.tensor.TensorLayer;

/**
 * Batch normalisation (Ioffe and Szegedy 2015). SyncBN is the same on one process, and one layer
 * serves any number of dimensions.
 */
@Component({
  "BN",
  "BN1d",
  "BN2d",
  "BN3d",
  "SyncBN",
  "MMSyncBN",
  "BatchNorm1d",
  "BatchNorm2d",
  "BatchNorm3d",
  "SyncBatchNorm"
})
public final class BatchNorm implements Norm {
  /**
   * Settings.
   *
   * @param eps added to the variance
   * @param momentum share of the new batch in the running statistics
   * @param affine whether there are a weight and a bias
   * @param track_running_stats whether statistics are gathered in training and used in inference
   * @param requires_grad whether weight and bias are trained
   */
  public record Config(
      @Default("1e-5") double eps,
      @Default("0.1") double momentum,
      @Default("True") boolean affine,
      @Default("True") boolean track_running_stats,
      @Default("True") boolean requires_grad) {}

  private final Config config;

  /** A factory with the given settings. */
  public BatchNorm(Config config) {
    this.config = config;
  }

  @Override
  public TensorLayer create(int channels) {
    return new BatchNorm2d(channels, config);
  }

  @Override
  public String abbreviation() {
    return "bn";
  }
}
