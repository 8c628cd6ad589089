package org.vedette.api.check;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.vedette.base.ConfigException;
import org.vedette.base.Problem;
import org.vedette.base.VedetteException;
import org.vedette.config.ConfigNode;
import org.vedette.config.DictNode;
import org.vedette.config.component.Binder;
import org.vedette.data.DataLoaderConfig;
import org.vedette.data.Dataset;
import org.vedette.data.MetaInfo;
import org.vedette.data.dataset.JoinedPath;
import org.vedette.data.dataset.MetaInfoReader;
import org.vedette.data.dataset.Palettes;

/** Checks a data loader: its settings, and the annotations of its dataset where they are there. */
final class LoaderCheck {
  private final String key;
  private final ConfigNode node;
  private final List<Problem> problems;
  private final List<String> facts;
  private final DictNode dataset;

  LoaderCheck(String key, DictNode config, List<Problem> problems, List<String> facts) {
    this.key = key;
    this.problems = problems;
    this.facts = facts;
    node = config.get(key);
    dataset = innermost(config.dict(key));
  }

  /** The dataset inside all that wraps it; null when there is none. */
  private static DictNode innermost(DictNode loader) {
    DictNode dataset = loader == null ? null : loader.dict("dataset");
    while (dataset != null && dataset.dict("dataset") != null) {
      dataset = dataset.dict("dataset");
    }
    return dataset;
  }

  /** The loader's key in the config. */
  String key() {
    return key;
  }

  /** The class names that the dataset's settings tell; null when they cannot be told. */
  List<String> classes() {
    if (dataset == null) {
      return null;
    }
    String type = dataset.string("type");
    MetaInfo own = Palettes.ofType(type == null ? "" : type.substring(type.lastIndexOf('.') + 1));
    DictNode metainfo = dataset.dict("metainfo");
    boolean named = metainfo != null && (metainfo.has("classes") || metainfo.has("CLASSES"));
    try {
      return own != null || named
          ? MetaInfoReader.read(metainfo, own == null ? Palettes.COCO : own).classes()
          : null;
    } catch (VedetteException e) {
      // Told of when the dataset is built or its paths are looked for.
      return null;
    }
  }

  void run(Binder binder) {
    try {
      DataLoaderConfig loader = binder.bind(DataLoaderConfig.class, node, key);
      if (isThere("ann_file")
          && (dataset.string("proposal_file") == null || isThere("proposal_file"))) {
        read(loader);
      }
    } catch (ConfigException e) {
      problems.addAll(e.problems());
    }
  }

  /** Whether a file is named and there; DataPaths tells of one that is not. */
  private boolean isThere(String key) {
    String file = dataset == null ? null : dataset.string(key);
    return file != null
        && !file.isEmpty()
        && Files.isRegularFile(Path.of(JoinedPath.of(dataset.string("data_root"), file)));
  }

  private void read(DataLoaderConfig loader) {
    try {
      Dataset built = loader.dataset().build();
      List<String> classes = built.metaInfo().classes();
      facts.add(
          String.format(
              Locale.ROOT,
              "%s: %,d images, %d classes (%s)",
              key,
              built.size(),
              classes.size(),
              ClassCounts.some(classes)));
    } catch (ConfigException e) {
      throw e;
    } catch (VedetteException e) {
      problems.add(
          Problem.of(
              dataset.get("ann_file").location(), key + ".dataset.ann_file", e.getMessage()));
    }
  }
}
