package org.vedette.data.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * What tells a file from what it was before: a changed file is decoded anew.
 *
 * @param path the absolute path
 * @param size bytes
 * @param modified milliseconds since 1970
 * @param color what was made of the file
 */
record FileVersion(Path path, long size, long modified, ColorType color) {
  /** The present version of a file; null when it cannot be looked at. */
  static FileVersion of(Path file, ColorType color) {
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return new FileVersion(
          file.toAbsolutePath(),
          attributes.size(),
          attributes.lastModifiedTime().toMillis(),
          color);
    } catch (IOException e) {
      // Reading the file tells what is wrong with it.
      return null;
    }
  }
}
