package org.vedette.data.dataset;

import org.vedette.config.component.Component;
import org.vedette.config.component.Flat;

/**
 * Instances in aerial images (iSAID, Waqas Zamir et al., 2019) as COCO's JSON. Upstream: mmdet's
 * {@code iSAIDDataset}.
 */
@Component("iSAIDDataset")
public final class IsaidDataset extends CocoFormatDataset {
  private static final String TYPE = "iSAIDDataset";

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
   * @throws org.vedette.base.DataException when the annotation file is missing or wrong
   */
  public IsaidDataset(Config config) {
    super(config.options(), CocoRules.of(TYPE, Palettes.ofType(TYPE)));
  }
}
