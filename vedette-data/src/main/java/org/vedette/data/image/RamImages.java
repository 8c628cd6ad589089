package org.vedette.data.image;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * Keeps decoded images in native memory until they fill it to a limit. Those that come after are
 * not kept, and none is thrown out for them: each epoch shows every image once, so one is worth as
 * much as another.
 */
final class RamImages implements DecodedImages {
  private static final class Shared {
    /** A quarter of the memory that this process may see. */
    static final RamImages IMAGES = new RamImages(memory() / 4);

    private static long memory() {
      return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
    }
  }

  private final long limit;
  private final Map<FileVersion, Image> images = new HashMap<>();
  private long bytes;

  /**
   * A store.
   *
   * @param limit how many bytes of pixels are kept
   */
  RamImages(long limit) {
    this.limit = limit;
  }

  /** The store of the process. */
  static RamImages shared() {
    return Shared.IMAGES;
  }

  @Override
  public Image read(Path file, ColorType color) {
    FileVersion version = FileVersion.of(file, color);
    Image known;
    synchronized (images) {
      known = images.get(version);
    }
    // What is kept is never closed, so that copying it needs no lock.
    if (known != null) {
      return known.copy();
    }
    Image image = ImageFiles.read(file, color);
    if (version != null && fits(image.byteCount())) {
      keep(version, image.copy());
    }
    return image;
  }

  private boolean fits(long size) {
    synchronized (images) {
      return bytes + size <= limit;
    }
  }

  private void keep(FileVersion version, Image image) {
    synchronized (images) {
      long size = image.byteCount();
      if (bytes + size <= limit && images.putIfAbsent(version, image) == null) {
        bytes += size;
        return;
      }
    }
    // Another thread was faster.
    image.close();
  }

  /** How many bytes of pixels are kept. */
  long bytes() {
    synchronized (images) {
      return bytes;
    }
  }
}
