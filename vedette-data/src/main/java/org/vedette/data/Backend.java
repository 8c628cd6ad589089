package org.vedette.data;

import org.vedette.config.ConfigNode;
import org.vedette.config.DictNode;
import org.vedette.config.component.FromConfig;

/**
 * Where files are read from: {@code backend_args} of MMEngine. Only local files are; {@code
 * dict(backend='local')} says so.
 */
public record Backend() {
  /** Reads the dict; see {@link FromConfig}. */
  @FromConfig
  public static Backend read(ConfigNode node) {
    String name = node instanceof DictNode dict ? dict.string("backend") : null;
    if (!"local".equals(name) && !"disk".equals(name)) {
      throw new IllegalArgumentException(
          "None or dict(backend='local'): files are read from local disks only");
    }
    return new Backend();
  }

  /**
   * Checks the decoder that a config names.
   *
   * @throws IllegalArgumentException when it is not OpenCV's
   */
  public static void requireCv2(String imdecodeBackend) {
    if (imdecodeBackend != null && !"cv2".equals(imdecodeBackend)) {
      throw new IllegalArgumentException(
          "imdecode_backend='"
              + imdecodeBackend
              + "' is not there; use 'cv2', which gives the same pixels for most files");
    }
  }
}
