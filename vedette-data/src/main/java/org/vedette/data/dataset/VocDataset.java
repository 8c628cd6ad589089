package org.vedette.data.dataset;

import org.vedette.config.component.Component;
import org.vedette.config.component.Flat;

/**
 * Pascal VOC (Everingham et al., 2010): {@code XMLDataset} with VOC's 20 classes and colours.
 * Upstream: mmdet's {@code VOCDataset}.
 */
@Component("VOCDataset")
public final class VocDataset extends ListedDataset {
  private static final String TYPE = "VOCDataset";

  /**
   * Settings.
   *
   * @param voc the layout, and the settings of all detection datasets
   */
  public record Config(@Flat VocSettings voc) {
    /** Checks the settings. */
    public Config {
      voc.check(TYPE);
    }
  }

  /**
   * A dataset with these settings.
   *
   * @throws org.vedette.base.DataException naming the files and lines that are wrong
   */
  public VocDataset(Config config) {
    super(config.voc().options(), () -> VocRecords.read(TYPE, config.voc(), Palettes.VOC));
  }
}
