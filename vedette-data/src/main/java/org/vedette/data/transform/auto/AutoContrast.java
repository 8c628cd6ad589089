package org.vedette.data.transform.auto;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.vedette.config.component.Component;
import org.vedette.config.component.Flat;
import org.vedette.data.image.Image;
import org.vedette.data.image.Photometry;

/**
 * Stretches each channel so that its darkest value becomes 0 and its lightest 255. Upstream:
 * mmdet's {@code AutoContrast}.
 */
@Component("AutoContrast")
public final class AutoContrast extends ColourChange {
  /**
   * Settings.
   *
   * @param options the chance and the magnitude, which means nothing
   */
  public record Config(@Flat FactorOptions options) {}

  /** A step with these settings. */
  public AutoContrast(Config config) {
    super(config.options().strength());
  }

  @Override
  Image change(Image image, double magnitude) {
    requireBytes(image);
    return Photometry.lookup(
        image,
        Arrays.stream(Photometry.histograms(image)).map(AutoContrast::table).toArray(int[][]::new));
  }

  private static int[] table(int[] counts) {
    int[] used = IntStream.range(0, counts.length).filter(value -> counts[value] > 0).toArray();
    int[] table = IntStream.range(0, counts.length).toArray();
    if (used.length < 2) {
      return table;
    }
    int low = used[0];
    double scale = 255.0 / (used[used.length - 1] - low);
    for (int value = 0; value < table.length; value++) {
      table[value] = (int) Math.max(0, Math.min(value * scale - low * scale, 255));
    }
    return table;
  }
}
