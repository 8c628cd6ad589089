package org.vedette.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Small configs in a folder, for tests. */
final class ConfigFolder {
  private final Path folder;

  ConfigFolder(Path folder) {
    this.folder = folder;
  }

  /** Writes a file of the lines. */
  Path write(String name, String... lines) {
    try {
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      return Files.writeString(file, String.join("\n", lines) + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The resolved variables of a file as Python's repr of a dict. */
  String resolve(String name) {
    return PythonText.repr(ConfigFile.load(folder.resolve(name)).root());
  }

  /** A message with the folder left out. */
  String shorten(String message) {
    return message.replace(folder + "/", "");
  }
}
