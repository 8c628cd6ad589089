package org.vedette.data.transform.auto;

import java.util.stream.IntStream;
import org.vedette.config.component.Component;
import org.vedette.config.component.Flat;
import org.vedette.data.image.Image;
import org.vedette.data.image.Photometry;

/** Inverts the colours. Upstream: mmdet's {@code Invert}. */
@Component("Invert")
public final class Invert extends ColourChange {
  private static final int[] INVERTED = IntStream.range(0, 256).map(value -> 255 - value).toArray();

  /**
   * Settings.
   *
   * @param options the chance and the magnitude, which means nothing
   */
  public record Config(@Flat FactorOptions options) {}

  /** A step with these settings. */
  public Invert(Config config) {
    super(config.options().strength());
  }

  @Override
  Image change(Image image, double magnitude) {
    if (!image.isFloat()) {
      return Photometry.lookup(image, INVERTED);
    }
    float[] values = image.toFloats();
    for (int i = 0; i < values.length; i++) {
      values[i] = 255 - values[i];
    }
    return Image.of(values, image.height(), image.width(), image.channels());
  }
}
