package org.vedette.data.dataset;

import org.vedette.config.component.Component;
import org.vedette.config.component.Flat;

/**
 * Clothes of 15 kinds: DeepFashion's in-shop retrieval (Liu et al., 2016) as COCO's JSON. Upstream:
 * mmdet's {@code DeepFashionDataset}.
 */
@Component("DeepFashionDataset")
public final class DeepFashionDataset extends CocoFormatDataset {
  private static final String TYPE = "DeepFashionDataset";

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
  public DeepFashionDataset(Config config) {
    super(config.options(), CocoRules.of(TYPE, Palettes.ofType(TYPE)));
  }
}
