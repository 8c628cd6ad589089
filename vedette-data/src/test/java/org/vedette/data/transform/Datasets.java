package org.vedette.data.transform;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.vedette.data.Dataset;
import org.vedette.data.ImageRecord;
import org.vedette.data.Nodes;
import org.vedette.data.dataset.CocoDataset;

/** Reads each reference annotation file once. */
final class Datasets {
  private static final Map<Path, CocoDataset> ALL = new ConcurrentHashMap<>();

  private Datasets() {}

  /** The record of an image id. */
  static ImageRecord record(Path json, long id) {
    return find(json, record -> record.imageId() == id);
  }

  /** The record of a file. */
  static ImageRecord record(Path json, String file) {
    return find(json, record -> record.path().endsWith(file));
  }

  private static ImageRecord find(Path json, Predicate<ImageRecord> wanted) {
    CocoDataset dataset = of(json);
    return IntStream.range(0, dataset.size())
        .mapToObj(dataset::record)
        .filter(wanted)
        .findFirst()
        .orElseThrow();
  }

  private static CocoDataset of(Path json) {
    return ALL.computeIfAbsent(
        json,
        path ->
            (CocoDataset)
                Nodes.BINDER
                    .spec(Dataset.class, "dict(type='CocoDataset', ann_file='" + path + "')")
                    .build());
  }
}
