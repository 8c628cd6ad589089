package org.vedette.api.datatool;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.vedette.base.ConfigException;
import org.vedette.base.Problem;
import org.vedette.config.ConfigNode;
import org.vedette.config.DictNode;
import org.vedette.config.ListNode;
import org.vedette.config.component.Binder;
import org.vedette.config.component.Spec;
import org.vedette.data.Dataset;
import org.vedette.data.ImageRecord;
import org.vedette.data.dataset.CocoDataset;
import org.vedette.data.dataset.DatasetOptions;
import org.vedette.data.dataset.MetaInfoReader;
import org.vedette.data.dataset.Palettes;

/**
 * A dataset inside all that wraps it. Its pipeline is not looked at: data can be checked before the
 * steps are settled.
 *
 * @param key its key path in the config
 * @param spec its type and settings, without the pipeline
 */
record DatasetLeaf(String key, Spec<Dataset> spec) {
  /**
   * The datasets of a loader.
   *
   * @throws ConfigException when the loader or a dataset is not what it should be
   */
  static List<DatasetLeaf> of(Binder binder, DictNode config, String loader) {
    ConfigNode node = config.get(loader);
    if (!(node instanceof DictNode dict) || dict.get("dataset") == null) {
      throw new ConfigException(
          Problem.of(
              node == null ? config.location() : node.location(),
              loader,
              node == null ? "the config has no " + loader : "expected a dict with a dataset"));
    }
    List<DatasetLeaf> leaves = new ArrayList<>();
    collect(binder, dict.get("dataset"), loader + ".dataset", leaves);
    return leaves;
  }

  private static void collect(
      Binder binder, ConfigNode node, String path, List<DatasetLeaf> leaves) {
    if (!(node instanceof DictNode dict)) {
      throw new ConfigException(Problem.of(node.location(), path, "wrong type; expected dict"));
    }
    if (dict.get("datasets") instanceof ListNode list) {
      for (int i = 0; i < list.items().size(); i++) {
        collect(binder, list.items().get(i), path + ".datasets." + i, leaves);
      }
    } else if (dict.get("dataset") instanceof DictNode inner) {
      collect(binder, inner, path + ".dataset", leaves);
    } else {
      DictNode alone = dict.copy();
      ConfigNode unused = alone.remove("pipeline");
      leaves.add(new DatasetLeaf(path, binder.spec(Dataset.class, alone, path)));
    }
  }

  /** Whether another dataset reads the same images and annotations for the same classes. */
  boolean isSameAs(DatasetLeaf other) {
    if (!(spec.config() instanceof CocoDataset.Config mine)
        || !(other.spec.config() instanceof CocoDataset.Config theirs)) {
      return false;
    }
    Function<DatasetOptions, List<Object>> identity =
        options -> Arrays.asList(options.annotationPath(), imageFolder(options), classes(options));
    return identity.apply(mine.options()).equals(identity.apply(theirs.options()));
  }

  /** The annotation file; empty when the dataset has none. */
  String annotationFile() {
    return spec.config() instanceof CocoDataset.Config coco ? coco.options().annotationPath() : "";
  }

  /**
   * Reads the annotations; what is wrong with records becomes findings.
   *
   * @throws org.vedette.base.DataException when they cannot be read at all
   */
  CheckedData read(Findings findings) {
    if (spec.config() instanceof CocoDataset.Config coco) {
      DatasetOptions options = coco.options();
      return CocoScan.read(
          Path.of(options.annotationPath()), imageFolder(options), classes(options), findings);
    }
    return of(spec.build());
  }

  private static String imageFolder(DatasetOptions options) {
    String folder = options.folder("img");
    return folder == null ? options.folder("img_path") : folder;
  }

  private static List<String> classes(DatasetOptions options) {
    return MetaInfoReader.read(options.metainfo(), Palettes.COCO).classes();
  }

  /** What a dataset of any type tells of its images. */
  private static CheckedData of(Dataset dataset) {
    List<CheckedPicture> pictures = new ArrayList<>();
    for (int i = 0; i < dataset.size(); i++) {
      ImageRecord record = dataset.record(i);
      List<CheckedPicture.Item> items = new ArrayList<>();
      for (int k = 0; k < record.size(); k++) {
        items.add(item(record, k));
      }
      pictures.add(
          new CheckedPicture(
              record.toString(), record.path(), record.width(), record.height(), items));
    }
    List<String> classes = dataset.metaInfo().classes();
    return new CheckedData(classes, classes, pictures);
  }

  private static CheckedPicture.Item item(ImageRecord record, int k) {
    float[] boxes = record.boxes();
    return new CheckedPicture.Item(
        "object " + k,
        record.labels()[k],
        boxes[4 * k],
        boxes[4 * k + 1],
        (double) boxes[4 * k + 2] - boxes[4 * k],
        (double) boxes[4 * k + 3] - boxes[4 * k + 1],
        Double.NaN,
        record.ignored()[k]);
  }
}
