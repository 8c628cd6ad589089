package org.vedette.data.dataset;

import java.util.List;
import org.vedette.config.component.Default;
import org.vedette.config.component.Flat;

/**
 * The settings of datasets of Pascal VOC's layout.
 *
 * @param options the settings of all detection datasets; ann_file lists names of images, and
 *     data_prefix has sub_data_root, by default data_root itself
 * @param img_subdir the folder of the images, NAME.jpg, below sub_data_root
 * @param ann_subdir the folder of the annotations, NAME.xml, below sub_data_root
 */
public record VocSettings(
    @Flat DatasetOptions options,
    @Default("'JPEGImages'") String img_subdir,
    @Default("'Annotations'") String ann_subdir) {
  /** The folder that the two others are below; VOC's year. */
  private static final String ROOT = "sub_data_root";

  /** Checks the settings for a dataset of this type. */
  void check(String type) {
    options.requirePrefixes(type, List.of(ROOT));
    checkFilter();
  }

  /** Checks that boxes are ignored in training only. */
  void checkFilter() {
    if (minBox() > 0 && options.test_mode()) {
      throw new IllegalArgumentException(
          "filter_cfg.bbox_min_size ignores boxes in training only; leave it out with"
              + " test_mode=True");
    }
  }

  /** The folder that images and annotations are below. */
  String root() {
    String folder = options.folder(ROOT);
    return folder == null ? options.data_root() : folder;
  }

  /** The side below which boxes are ignored. */
  double minBox() {
    DatasetOptions.FilterCfg filter = options.filter_cfg();
    return filter == null || filter.bbox_min_size() == null ? 0 : filter.bbox_min_size();
  }
}
