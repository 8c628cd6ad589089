package org.vedette.data.transform.auto;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.vedette.config.component.Component;
import org.vedette.config.component.Flat;
import org.vedette.data.image.Image;
import org.vedette.data.image.Photometry;

/**
 * Equalises the histogram of each channel, whose values then are about equally frequent. Upstream:
 * mmdet's {@code Equalize}.
 */
@Component("Equalize")
public final class Equalize extends ColourChange {
  /**
   * Settings.
   *
   * @param options the chance and the magnitude, which means nothing
   */
  public record Config(@Flat FactorOptions options) {}

  /** A step with these settings. */
  public Equalize(Config config) {
    super(config.options().strength());
  }

  @Override
  Image change(Image image, double magnitude) {
    requireBytes(image);
    return Photometry.lookup(
        image,
        Arrays.stream(Photometry.histograms(image)).map(Equalize::table).toArray(int[][]::new));
  }

  /** Where each value goes by the share of smaller ones. */
  private static int[] table(int[] counts) {
    int last = counts.length - 1;
    while (last > 0 && counts[last] == 0) {
      last--;
    }
    int step = (Arrays.stream(counts).sum() - counts[last]) / 255;
    int[] table = IntStream.range(0, counts.length).toArray();
    if (step == 0) {
      return table;
    }
    int below = 0;
    for (int value = 0; value < table.length; value++) {
      table[value] = value == 0 ? 0 : Math.min((below + step / 2) / step, 255);
      below += counts[value];
    }
    return table;
  }
}
