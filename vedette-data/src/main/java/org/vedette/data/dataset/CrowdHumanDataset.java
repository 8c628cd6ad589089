package org.vedette.data.dataset;

import java.util.List;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.config.component.Flat;

/**
 * People in crowds (CrowdHuman, Shao et al., 2018), in its own .odgt: a JSON object for each image,
 * line by line. The box is that of the whole body ({@code fbox}), also where it is hidden or beyond
 * the image; objects of other tags than the classes, and those flagged {@code ignore}, are ignored.
 * {@code data_prefix=dict(img=...)} is the folder of the images, ID.jpg. Upstream: mmdet's {@code
 * CrowdHumanDataset}.
 *
 * <p>An image's id is its line. {@code filter_cfg} does here what it does for {@code XMLDataset};
 * upstream takes it and does nothing. Ignored objects bear label 0, where upstream writes -1 that
 * nothing reads.
 */
@Component("CrowdHumanDataset")
public final class CrowdHumanDataset extends ListedDataset {
  static final String TYPE = "CrowdHumanDataset";

  /**
   * Settings.
   *
   * @param options the settings of all detection datasets
   * @param extra_ann_file a JSON file of the images' sizes, {@code {"ID": [height, width]}}, which
   *     the annotations lack. None: id_hw_train.json, or id_hw_val.json, in data_root, by the name
   *     of ann_file; where that is missing sizes are read from the images, and it is written
   */
  public record Config(@Flat DatasetOptions options, @Default("None") String extra_ann_file) {
    /** Checks the settings. */
    public Config {
      options.requireNoBoxFilter(TYPE);
      options.requirePrefixes(TYPE, List.of("img"));
    }
  }

  /**
   * A dataset with these settings.
   *
   * @throws org.vedette.base.DataException naming the line that is wrong, or the image that is
   *     missing
   */
  public CrowdHumanDataset(Config config) {
    super(config.options(), () -> CrowdHumanFile.read(config.options(), config.extra_ann_file()));
  }
}
