package org.vedette.data.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.vedette.base.AtomicFiles;
import org.vedette.base.DataException;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.config.component.Flat;
import org.vedette.data.MetaInfo;

/**
 * V3Det (Wang et al., 2023): thousands of classes, whose names stand in a file, and COCO's JSON.
 * Upstream: mmdet's {@code V3DetDataset}.
 */
@Component("V3DetDataset")
public final class V3DetDataset extends CocoFormatDataset {
  private static final String TYPE = "V3DetDataset";

  /**
   * Settings.
   *
   * @param options the settings of all detection datasets
   * @param label_file the names of the classes, one a line, below data_root unless it is absolute;
   *     not read where metainfo names classes
   */
  public record Config(
      @Flat DatasetOptions options,
      @Default("'annotations/category_name_13204_v3det_2023_v1.txt'") String label_file) {
    /** Refuses what is for other datasets. */
    public Config {
      options.requireNoBoxFilter(TYPE);
    }
  }

  /**
   * A dataset with these settings.
   *
   * @throws DataException when the annotation file or that of the names is missing or wrong
   */
  public V3DetDataset(Config config) {
    super(config.options(), CocoRules.of(TYPE, named(config)));
  }

  private static MetaInfo named(Config config) {
    DatasetOptions options = config.options();
    if (options.metainfo() != null && options.metainfo().has("classes")) {
      return MetaInfo.of(List.of());
    }
    Path file = Path.of(JoinedPath.of(options.data_root(), config.label_file()));
    try {
      return MetaInfo.of(Files.readAllLines(file));
    } catch (IOException e) {
      throw new DataException(
          file + ": cannot read the names of classes (label_file): " + AtomicFiles.reason(e), e);
    }
  }
}
