package org.vedette.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Finds configs of packages: {@code mmdet::_base_/default_runtime.py} and {@code from
 * mmdet.configs.x import *}. Vedette has no installed Python packages; a package is there when the
 * config itself stands in its source tree.
 */
final class Packages {
  private static final String MMDET = "mmdet";

  private Packages() {}

  /**
   * The file of {@code package::path}: {@code configs/path} or {@code package/.mim/configs/path} in
   * the nearest folder above {@code from} that has it.
   */
  static Optional<Path> config(String packageName, String path, Path from) {
    for (Path folder = from.getParent(); folder != null; folder = folder.getParent()) {
      Path installed = folder.resolve(packageName).resolve(".mim/configs").resolve(path);
      if (Files.isRegularFile(installed)) {
        return Optional.of(installed);
      }
      boolean isTree = packageName.equals(MMDET) || Files.isDirectory(folder.resolve(packageName));
      Path inTree = folder.resolve("configs").resolve(path);
      if (isTree && Files.isRegularFile(inTree)) {
        return Optional.of(inTree);
      }
    }
    return Optional.empty();
  }

  /**
   * The file of a module such as {@code mmdet.configs.x}, in the nearest folder above that has it.
   */
  static Optional<Path> module(String module, Path from) {
    String path = module.replace('.', '/') + ".py";
    for (Path folder = from.getParent(); folder != null; folder = folder.getParent()) {
      Path file = folder.resolve(path);
      if (Files.isRegularFile(file)) {
        return Optional.of(file);
      }
    }
    return Optional.empty();
  }
}
