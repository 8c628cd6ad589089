package org.vedette.data.dataset;

import java.util.List;
import org.vedette.base.proposals.ProposalFile;
import org.vedette.config.component.Component;
import org.vedette.config.component.Flat;

/**
 * Objects365, version 2 (Shao et al., 2019): 365 classes. Of an image's {@code file_name} the last
 * folder and the name count: {@code patch16/objects365_v2_00908726.jpg}. Three images are left out.
 * Upstream: mmdet's {@code Objects365V2Dataset}.
 */
@Component("Objects365V2Dataset")
public final class Objects365V2Dataset extends CocoFormatDataset {
  private static final String TYPE = "Objects365V2Dataset";

  private static final List<String> LEFT_OUT =
      List.of(
          "patch16/objects365_v2_00908726.jpg",
          "patch6/objects365_v1_00320532.jpg",
          "patch6/objects365_v1_00320534.jpg");

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
  public Objects365V2Dataset(Config config) {
    super(config.options(), rules());
  }

  private static CocoRules rules() {
    return CocoRules.of(TYPE, Palettes.ofType(TYPE))
        .named(CocoRules.NameKey.FILE_NAME, ProposalFile::key)
        .without(LEFT_OUT);
  }
}
