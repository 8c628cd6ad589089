package org.vedette.data.dataset;

import java.util.List;
import org.vedette.config.component.Component;
import org.vedette.config.component.Flat;

/**
 * Images listed in MMEngine's own format, which upstream calls the middle format: a JSON object of
 * {@code metainfo} and {@code data_list}. Upstream: mmdet's {@code BaseDetDataset}.
 *
 * <pre>
 * {"metainfo": {"classes": ["cat", "dog"]},
 *  "data_list": [
 *    {"img_path": "a.jpg", "height": 604, "width": 640,
 *     "instances": [{"bbox": [0, 0, 10, 20], "bbox_label": 1, "ignore_flag": 0}]}]}
 * </pre>
 *
 * <p>Boxes are x1 y1 x2 y2 in pixels. An instance may have a {@code mask}: polygons, or COCO's run
 * lengths. {@code ignore_flag} is 0 where it is missing. An image may have {@code img_id}, a whole
 * number, and {@code seg_map_path}. {@code filter_cfg} does here what it does for {@code
 * XMLDataset}; upstream's base class takes it and does nothing.
 */
@Component("BaseDetDataset")
public final class BaseDetDataset extends ListedDataset {
  private static final String TYPE = "BaseDetDataset";

  /**
   * Settings.
   *
   * @param options the settings of all detection datasets; data_prefix has img_path and
   *     seg_map_path
   */
  public record Config(@Flat DatasetOptions options) {
    /** Checks the settings. */
    public Config {
      options.requireNoBoxFilter(TYPE);
      options.requirePrefixes(TYPE, List.of("img_path", "seg_map_path"));
    }
  }

  /**
   * A dataset with these settings.
   *
   * @throws org.vedette.base.DataException naming the record of the file that is wrong
   */
  public BaseDetDataset(Config config) {
    super(config.options(), () -> MiddleFormat.read(config.options()));
  }
}
