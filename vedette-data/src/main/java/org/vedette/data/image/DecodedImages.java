package org.vedette.data.image;

import java.nio.file.Path;

/** Where images come from: their files, or what was kept of them. Safe for many threads. */
public interface DecodedImages {
  /** Decodes the file each time. */
  DecodedImages FILES = ImageFiles::read;

  /**
   * An image that belongs to the caller.
   *
   * @throws org.vedette.base.DataException as {@link ImageFiles#read}
   */
  Image read(Path file, ColorType color);

  /** Keeps decoded images in memory; one store for the whole process. */
  static DecodedImages ram() {
    return RamImages.shared();
  }

  /**
   * Keeps decoded images in a folder.
   *
   * @param folder null for images below {@code VEDETTE_CACHE}, or {@code ~/.cache/vedette}
   */
  static DecodedImages disk(Path folder) {
    return new DiskImages(folder == null ? DiskImages.usualFolder() : folder);
  }
}
