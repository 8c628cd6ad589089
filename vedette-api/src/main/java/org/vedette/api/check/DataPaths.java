package org.vedette.api.check;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.vedette.base.Problem;
import org.vedette.config.ConfigNode;
import org.vedette.config.DictNode;
import org.vedette.config.ListNode;
import org.vedette.config.ScalarNode;
import org.vedette.data.dataset.JoinedPath;

/**
 * Looks for the files and folders that a config names: annotations, images, checkpoints. Works on
 * the plain config, so that it does not depend on what else is wrong.
 */
final class DataPaths {
  private static final String ANNOTATIONS = "ann_file";
  private static final String PROPOSALS = "proposal_file";

  private final DictNode config;
  private final List<Problem> problems;
  private final List<String> notes;

  DataPaths(DictNode config, List<Problem> problems, List<String> notes) {
    this.config = config;
    this.problems = problems;
    this.notes = notes;
  }

  void check() {
    for (String split : List.of("train", "val", "test")) {
      datasets(config.get(split + "_dataloader"), split + "_dataloader");
      evaluators(config.get(split + "_evaluator"), split + "_evaluator", split);
    }
    checkpoint(config.get("load_from"), "load_from");
    pretrained(config.get("model"), "model");
  }

  /** Every dict with an {@code ann_file} or a {@code data_prefix} is a dataset, however wrapped. */
  private void datasets(ConfigNode node, String path) {
    if (node instanceof ListNode list) {
      for (int i = 0; i < list.items().size(); i++) {
        datasets(list.items().get(i), path + "." + i);
      }
    } else if (node instanceof DictNode dict) {
      String root = dict.string("data_root");
      if (dict.string(ANNOTATIONS) != null) {
        file(dict.get(ANNOTATIONS), path + "." + ANNOTATIONS, root, "annotation file");
      }
      if (dict.string(PROPOSALS) != null) {
        file(dict.get(PROPOSALS), path + "." + PROPOSALS, root, "file of proposals");
      }
      DictNode prefixes = dict.dict("data_prefix");
      if (prefixes != null) {
        prefixes
            .entries()
            .forEach((key, value) -> folder(value, path + ".data_prefix." + key, root));
      }
      datasets(dict.get("dataset"), path + ".dataset");
      datasets(dict.get("datasets"), path + ".datasets");
    }
  }

  private void evaluators(ConfigNode node, String path, String split) {
    if (node instanceof ListNode list) {
      for (int i = 0; i < list.items().size(); i++) {
        evaluators(list.items().get(i), path + "." + i, split);
      }
    } else if (node instanceof DictNode dict && dict.string(ANNOTATIONS) != null) {
      file(dict.get(ANNOTATIONS), path + "." + ANNOTATIONS, null, "annotation file");
      compare(dict.string(ANNOTATIONS), path, split + "_dataloader");
    }
  }

  /** Figures of one split on the annotations of another are wrong or an error. */
  private void compare(String file, String path, String loaderKey) {
    DictNode loader = config.dict(loaderKey);
    DictNode dataset = loader == null ? null : loader.dict("dataset");
    String own = dataset == null ? null : dataset.string(ANNOTATIONS);
    if (own == null || own.isEmpty()) {
      return;
    }
    own = JoinedPath.of(dataset.string("data_root"), own);
    if (!Path.of(own).normalize().equals(Path.of(file).normalize())) {
      notes.add(
          path + "." + ANNOTATIONS + " is " + file + ", but that of " + loaderKey + " is " + own);
    }
  }

  private void file(ConfigNode node, String key, String root, String what) {
    String path = text(node, root);
    if (path != null && !Files.isRegularFile(Path.of(path))) {
      boolean folder = Files.isDirectory(Path.of(path));
      problem(node, key, what, path, folder ? "a folder" : "nothing there");
    }
  }

  private void folder(ConfigNode node, String key, String root) {
    String path = text(node, root);
    if (path != null && !Files.isDirectory(Path.of(path))) {
      boolean file = Files.exists(Path.of(path));
      problem(node, key, "folder", path, file ? "a file" : "nothing there");
    }
  }

  private void problem(ConfigNode node, String key, String what, String path, String got) {
    problems.add(
        new Problem(
            node.location(),
            key,
            what + " " + path + " is missing",
            "a path below " + Path.of("").toAbsolutePath() + ", or an absolute one",
            got,
            "--cfg-options KEY=PATH sets another"));
  }

  /** The path of a text below a folder; null when it is no local path or nothing at all. */
  private static String text(ConfigNode node, String root) {
    if (!(node instanceof ScalarNode scalar) || !(scalar.value() instanceof String text)) {
      return null;
    }
    String path = JoinedPath.of(root, text);
    return path.isEmpty() || isRemote(path) ? null : path;
  }

  private static boolean isRemote(String path) {
    return path.contains("://") || path.startsWith("s3:");
  }

  private void pretrained(ConfigNode node, String path) {
    if (node instanceof ListNode list) {
      for (int i = 0; i < list.items().size(); i++) {
        pretrained(list.items().get(i), path + "." + i);
      }
    } else if (node instanceof DictNode dict) {
      if ("Pretrained".equals(dict.string("type"))) {
        checkpoint(dict.get("checkpoint"), path + ".checkpoint");
      }
      for (Map.Entry<Object, ConfigNode> entry : dict.entries().entrySet()) {
        pretrained(entry.getValue(), path + "." + entry.getKey());
      }
    }
  }

  private void checkpoint(ConfigNode node, String key) {
    if (node != null) {
      file(node, key, null, "checkpoint");
    }
  }
}
