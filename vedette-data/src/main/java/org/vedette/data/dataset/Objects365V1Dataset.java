package org.vedette.data.dataset;

import org.vedette.config.component.Component;
import org.vedette.config.component.Flat;

/**
 * Objects365, version 1 (Shao et al., 2019): 365 classes. The lists of categories of its files for
 * training and validation differ in order, so labels count classes by rising category id. Upstream:
 * mmdet's {@code Objects365V1Dataset}.
 */
@Component("Objects365V1Dataset")
public final class Objects365V1Dataset extends CocoFormatDataset {
  private static final String TYPE = "Objects365V1Dataset";

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
  public Objects365V1Dataset(Config config) {
    super(
        config.options(),
        CocoRules.of(TYPE, Palettes.ofType(TYPE)).with(CocoRules.Categories.NAMED_BY_ID));
  }
}
