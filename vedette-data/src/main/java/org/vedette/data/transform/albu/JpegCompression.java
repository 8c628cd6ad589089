package org.vedette.data.transform.albu;

import org.vedette.base.RandomSource;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.config.component.Flat;
import org.vedette.data.image.ImageFiles;

/** Compresses the image as JPEG and reads it again. The library's {@code JpegCompression}. */
@Component("JpegCompression")
public final class JpegCompression implements AlbuOperation {
  private final Config config;

  /**
   * Settings.
   *
   * @param quality_lower the least quality, from 0 to 100
   * @param quality_upper the greatest quality
   * @param chance when it is run
   */
  public record Config(
      @Default("99") int quality_lower, @Default("100") int quality_upper, @Flat Chance chance) {
    /** Checks the qualities. */
    public Config {
      if (quality_lower < 0 || quality_upper > 100 || quality_lower > quality_upper) {
        throw new IllegalArgumentException(
            "'quality_lower' and 'quality_upper' must be from 0 to 100 and in order, got %d and %d"
                .formatted(quality_lower, quality_upper));
      }
    }
  }

  /** An operation with these settings. */
  public JpegCompression(Config config) {
    this.config = config;
  }

  @Override
  public Chance chance() {
    return config.chance();
  }

  @Override
  public void apply(Scene scene, RandomSource random) {
    int quality = random.nextInt(config.quality_lower(), config.quality_upper() + 1);
    scene.replaceImage(ImageFiles.throughJpeg(scene.image(), quality));
  }
}
