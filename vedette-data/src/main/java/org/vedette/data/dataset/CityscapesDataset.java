package org.vedette.data.dataset;

import org.vedette.config.component.Component;
import org.vedette.config.component.Flat;

/**
 * The 8 kinds of things of Cityscapes (Cordts et al., 2016), as COCO's JSON: what {@code vedette
 * data convert cityscapes} writes. With {@code filter_empty_gt} an image counts as empty, too, when
 * all its usable boxes are crowds, or none is usable. Upstream: mmdet's {@code CityscapesDataset}.
 */
@Component("CityscapesDataset")
public final class CityscapesDataset extends CocoFormatDataset {
  private static final String TYPE = "CityscapesDataset";

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
  public CityscapesDataset(Config config) {
    super(config.options(), CocoRules.of(TYPE, Palettes.CITYSCAPES).crowdsAreEmpty());
  }
}
