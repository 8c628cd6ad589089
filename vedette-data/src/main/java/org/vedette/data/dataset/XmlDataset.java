package org.vedette.data.dataset;

import java.util.List;
import org.vedette.config.component.Component;
import org.vedette.config.component.Flat;
import org.vedette.data.MetaInfo;

/**
 * Images with boxes in Pascal VOC's XML, of classes that {@code metainfo} names. Upstream: mmdet's
 * {@code XMLDataset}. {@code ann_file} is a list such as {@code ImageSets/Main/train.txt}; images
 * and annotations are below {@code data_prefix=dict(sub_data_root=...)}, by default {@code
 * data_root}.
 */
@Component("XMLDataset")
public final class XmlDataset extends ListedDataset {
  private static final String TYPE = "XMLDataset";

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
  public XmlDataset(Config config) {
    super(
        config.voc().options(), () -> VocRecords.read(TYPE, config.voc(), MetaInfo.of(List.of())));
  }
}
