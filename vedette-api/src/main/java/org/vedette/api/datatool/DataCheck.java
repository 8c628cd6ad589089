package org.vedette.api.datatool;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.vedette.base.DataException;
import org.vedette.config.DictNode;
import org.vedette.config.component.Binder;
import org.vedette.config.component.CustomImports;
import org.vedette.config.component.Registry;

/**
 * Tells what is wrong with the data of a config before hours are spent on them: annotations that
 * contradict themselves, boxes outside images, files that are missing or broken, pictures that are
 * trained on and evaluated on. Reads every annotation and every image file; loads no libtorch.
 */
public final class DataCheck {
  /** The data loaders of a config, in the order in which they are checked. */
  private static final List<String> LOADERS =
      List.of("train_dataloader", "val_dataloader", "test_dataloader");

  /** Hears how far the reading of image files is; called by several threads. */
  public interface Progress {
    /** The files of a dataset are about to be read. */
    void start(String key, int files);

    /** A file was read. */
    void step();
  }

  /**
   * A dataset of the config.
   *
   * @param key its key path, such as {@code train_dataloader.dataset}
   * @param annotations its annotation file; empty for none
   * @param sameAs the key of a dataset before that is the same and tells the rest; empty for none
   * @param data what it holds
   * @param findings what was found, the worst first
   * @param statistics its figures
   */
  record Part(
      String key,
      String annotations,
      String sameAs,
      CheckedData data,
      List<Finding> findings,
      Statistics statistics) {}

  private final Progress progress;
  private final boolean withFiles;
  private final Map<DatasetLeaf, Map<String, CheckedPicture>> contents = new LinkedHashMap<>();
  private final Map<DatasetLeaf, Findings> findings = new LinkedHashMap<>();
  private final Map<DatasetLeaf, CheckedData> data = new HashMap<>();
  private final Map<DatasetLeaf, DatasetLeaf> same = new HashMap<>();

  private DataCheck(boolean withFiles, Progress progress) {
    this.withFiles = withFiles;
    this.progress = progress;
  }

  /**
   * Checks the data of a resolved config.
   *
   * @param registry the components, without those of the config's own {@code custom_imports}
   * @param loaders keys of data loaders; empty for all that the config has
   * @param withFiles whether image files are read, else only annotations
   * @throws org.vedette.base.ConfigException when a dataset's settings are wrong
   */
  public static DataReport run(
      Registry registry,
      DictNode config,
      List<String> loaders,
      boolean withFiles,
      Progress progress) {
    List<String> notes = new ArrayList<>();
    Binder binder = new Binder(CustomImports.apply(registry, config, p -> notes.add(p.toString())));
    DataCheck check = new DataCheck(withFiles, progress);
    List<DatasetLeaf> leaves = new ArrayList<>();
    for (String loader : loaders.isEmpty() ? present(config) : loaders) {
      leaves.addAll(DatasetLeaf.of(binder, config, loader));
    }
    leaves.forEach(check::dataset);
    check.leaks();
    return new DataReport(leaves.stream().map(check::part).toList(), notes);
  }

  /** Those of the config; all when it has none, so that the error names one. */
  private static List<String> present(DictNode config) {
    List<String> present =
        LOADERS.stream().filter(key -> config.has(key) && !config.get(key).isNone()).toList();
    return present.isEmpty() ? LOADERS : present;
  }

  private void dataset(DatasetLeaf leaf) {
    Findings found = new Findings();
    for (DatasetLeaf before : findings.keySet()) {
      if (!same.containsKey(before) && before.isSameAs(leaf)) {
        same.put(leaf, before);
        data.put(leaf, data.get(before));
        contents.put(leaf, contents.get(before));
        findings.put(leaf, found);
        return;
      }
    }
    findings.put(leaf, found);
    CheckedData read = read(leaf, found);
    data.put(leaf, read);
    if (withFiles) {
      progress.start(leaf.key(), read.pictures().size());
      contents.put(leaf, FileChecks.run(read.pictures(), found, progress::step));
    } else {
      contents.put(leaf, byPath(read));
    }
  }

  /** What a dataset holds; nothing when it cannot be read, which is a finding. */
  private static CheckedData read(DatasetLeaf leaf, Findings found) {
    try {
      CheckedData read = leaf.read(found);
      BoxChecks.run(read, found);
      return read;
    } catch (DataException e) {
      found.add(Check.ANNOTATIONS, e.getMessage());
      return CheckedData.NONE;
    }
  }

  private static Map<String, CheckedPicture> byPath(CheckedData data) {
    Map<String, CheckedPicture> pictures = new HashMap<>();
    data.pictures().forEach(picture -> pictures.putIfAbsent(picture.path(), picture));
    return pictures;
  }

  /** Pictures, by their content, that are trained on and evaluated on. */
  private void leaks() {
    Map<String, CheckedPicture> trained = new HashMap<>();
    contents.forEach(
        (leaf, pictures) -> {
          if (isTrain(leaf)) {
            trained.putAll(pictures);
          }
        });
    contents.forEach(
        (leaf, pictures) -> {
          boolean judged = !isTrain(leaf) && (!same.containsKey(leaf) || isTrain(same.get(leaf)));
          if (judged) {
            leak(trained, pictures, findings.get(leaf));
          }
        });
  }

  private static void leak(
      Map<String, CheckedPicture> trained, Map<String, CheckedPicture> judged, Findings found) {
    judged.entrySet().stream()
        .filter(entry -> trained.containsKey(entry.getKey()))
        .sorted((a, b) -> a.getValue().name().compareTo(b.getValue().name()))
        .forEach(
            entry -> {
              CheckedPicture picture = entry.getValue();
              CheckedPicture other = trained.get(entry.getKey());
              String text =
                  picture.path()
                      + (other.path().equals(picture.path()) ? "" : ": as " + other.path());
              found.add(Check.LEAK, text, picture, null);
            });
  }

  private static boolean isTrain(DatasetLeaf leaf) {
    return leaf.key().startsWith("train_");
  }

  private Part part(DatasetLeaf leaf) {
    CheckedData read = data.get(leaf);
    return new Part(
        leaf.key(),
        leaf.annotationFile(),
        same.containsKey(leaf) ? same.get(leaf).key() : "",
        read,
        findings.get(leaf).all(),
        Statistics.of(read));
  }
}
