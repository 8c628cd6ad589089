package org.vedette.models.detectors;

import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.config.component.Flat;

/** RTMDet (Lyu et al. 2022): a single-stage detector with one more key. */
@Component("RTMDet")
public final class RtmDet extends SingleStageDetector {
  /**
   * Settings.
   *
   * @param detector the settings of a single-stage detector
   * @param use_syncbn whether processes that train together share batch statistics; on one process
   *     it makes no difference
   */
  public record Config(
      @Flat SingleStageDetector.Config detector, @Default("True") boolean use_syncbn) {}

  /** A detector with the given settings. */
  public RtmDet(Config config) {
    super(config.detector());
  }
}
