package org.vedette.data.transform.albu;

import java.util.Arrays;
import org.vedette.config.ConfigNode;
import org.vedette.config.ScalarNode;
import org.vedette.config.component.FromConfig;
import org.vedette.data.image.PaddingMode;

/**
 * What stands outside an image, as OpenCV's number of it, which the library's settings are.
 *
 * @param mode what stands there
 */
public record OpenCvBorder(PaddingMode mode) {
  /** Reads the number; see {@link FromConfig}. */
  @FromConfig
  public static OpenCvBorder read(ConfigNode node) {
    Object value = node instanceof ScalarNode scalar ? scalar.value() : null;
    return Arrays.stream(PaddingMode.values())
        .filter(mode -> value instanceof Long number && number == mode.flag())
        .findFirst()
        .map(OpenCvBorder::new)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "0 (a value), 1 (the last pixel), 2 (mirrored) or 4 (mirrored without the last"
                        + " pixel)"));
  }
}
