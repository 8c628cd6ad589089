package org.vedette.data.transform;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.vedette.data.Dataset;
import org.vedette.data.Nodes;
import org.vedette.data.dataset.CocoDataset;

/** Reads each reference annotation file once. */
final class Datasets {
  private static final Map<Path, CocoDataset> ALL = new ConcurrentHashMap<>();

  private Datasets() {}

  static CocoDataset of(Path json) {
    return ALL.computeIfAbsent(
        json,
        path ->
            (CocoDataset)
                Nodes.BINDER
                    .spec(Dataset.class, "dict(type='CocoDataset', ann_file='" + path + "')")
                    .build());
  }
}
