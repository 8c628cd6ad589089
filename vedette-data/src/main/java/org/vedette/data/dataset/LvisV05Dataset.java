package org.vedette.data.dataset;

import org.vedette.config.component.Component;
import org.vedette.config.component.Flat;

/**
 * LVIS 0.5 (Gupta et al., 2019): 1230 classes. Labels count all categories of the annotation file,
 * in its order, whatever they are called. A file of COCO 2014's naming is looked for under COCO
 * 2017's: the last 16 letters of its name. Upstream: mmdet's {@code LVISV05Dataset}.
 */
@Component({"LVISV05Dataset", "LVISDataset"})
public final class LvisV05Dataset extends CocoFormatDataset {
  private static final String TYPE = "LVISV05Dataset";

  /** Letters of a name such as 000000391895.jpg. */
  private static final int NAME_LENGTH = 16;

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
  public LvisV05Dataset(Config config) {
    super(config.options(), rules());
  }

  private static CocoRules rules() {
    return CocoRules.of(TYPE, Palettes.ofType(TYPE))
        .with(CocoRules.Categories.ALL)
        .named(
            CocoRules.NameKey.FILE_NAME,
            name ->
                name.startsWith("COCO") && name.length() > NAME_LENGTH
                    ? name.substring(name.length() - NAME_LENGTH)
                    : name);
  }
}
