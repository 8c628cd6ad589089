package org.vedette.config;

import java.nio.file.Path;

/** Reads config files: {@code .py}, {@code .json}, {@code .yaml} and {@code .yml}. */
public final class ConfigFile {
  private ConfigFile() {}

  /**
   * Reads and resolves a config with all its bases. Nothing is executed.
   *
   * @throws org.vedette.base.ConfigException when it or one of its bases is missing, is no config,
   *     or needs more than data
   */
  public static Config load(Path file) {
    return new ConfigLoader().loadFile(file);
  }
}
