package org.vedette.data.dataset;

import org.vedette.config.component.Component;
import org.vedette.config.component.Flat;

/**
 * LVIS 1 (Gupta et al., 2019): 1203 classes. Labels count all categories of the annotation file, in
 * its order, whatever they are called. An image's file is said by {@code coco_url}: {@code
 * train2017/000000391895.jpg} below the folder of images. Upstream: mmdet's {@code LVISV1Dataset}.
 */
@Component("LVISV1Dataset")
public final class LvisV1Dataset extends CocoFormatDataset {
  private static final String TYPE = "LVISV1Dataset";

  private static final String SERVER = "http://images.cocodataset.org/";

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
  public LvisV1Dataset(Config config) {
    super(config.options(), rules());
  }

  private static CocoRules rules() {
    return CocoRules.of(TYPE, Palettes.ofType(TYPE))
        .with(CocoRules.Categories.ALL)
        .named(CocoRules.NameKey.COCO_URL, url -> url.replace(SERVER, ""));
  }
}
