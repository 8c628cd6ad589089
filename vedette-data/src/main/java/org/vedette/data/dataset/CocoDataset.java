package org.vedette.data.dataset;

import org.vedette.config.component.Component;
import org.vedette.config.component.Flat;

/** Images with a COCO annotation file. Upstream: mmdet's {@code CocoDataset}. */
@Component("CocoDataset")
public final class CocoDataset extends CocoFormatDataset {
  private static final String TYPE = "CocoDataset";

  /**
   * Settings.
   *
   * @param options the settings of all detection datasets
   */
  public record Config(@Flat DatasetOptions options) {
    /** Refuses what is for other datasets. */
    public Config {
      options.requireNoBoxFilter(TYPE);
    }
  }

  /**
   * A dataset with these settings.
   *
   * @throws org.vedette.base.DataException when the annotation file is missing or wrong, or lacks a
   *     class
   */
  public CocoDataset(Config config) {
    super(config.options(), CocoRules.of(TYPE, Palettes.COCO));
  }
}
