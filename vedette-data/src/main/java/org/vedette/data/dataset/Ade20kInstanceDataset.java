package org.vedette.data.dataset;

import org.vedette.config.component.Component;
import org.vedette.config.component.Flat;

/**
 * The 100 kinds of things of ADE20K (Zhou et al., 2017), as COCO's JSON. Upstream: mmdet's {@code
 * ADE20KInstanceDataset}.
 */
@Component("ADE20KInstanceDataset")
public final class Ade20kInstanceDataset extends CocoFormatDataset {
  private static final String TYPE = "ADE20KInstanceDataset";

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
  public Ade20kInstanceDataset(Config config) {
    super(config.options(), CocoRules.of(TYPE, Palettes.ofType(TYPE)));
  }
}
