package org.vedette.data.transform.albu;

import java.util.Arrays;
import org.vedette.config.ConfigNode;
import org.vedette.config.ScalarNode;
import org.vedette.config.component.FromConfig;
import org.vedette.data.image.Interpolation;

/**
 * An interpolation as OpenCV's number of it, which the library's settings are.
 *
 * @param kind the interpolation
 */
public record OpenCvInterpolation(Interpolation kind) {
  /** Reads the number; see {@link FromConfig}. */
  @FromConfig
  public static OpenCvInterpolation read(ConfigNode node) {
    Object value = node instanceof ScalarNode scalar ? scalar.value() : null;
    return Arrays.stream(Interpolation.values())
        .filter(kind -> value instanceof Long number && number == kind.flag())
        .findFirst()
        .map(OpenCvInterpolation::new)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "0 (nearest), 1 (linear), 2 (cubic), 3 (area) or 4 (lanczos)"));
  }
}
