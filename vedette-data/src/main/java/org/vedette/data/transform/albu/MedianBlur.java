package org.vedette.data.transform.albu;

import org.vedette.base.RandomSource;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.config.component.Flat;
import org.vedette.data.image.Filters;

/** Takes the median of a square around each pixel. The library's {@code MedianBlur}. */
@Component("MedianBlur")
public final class MedianBlur implements AlbuOperation {
  private final Config config;

  /**
   * Settings.
   *
   * @param blur_limit the sides (least, greatest), every second one of which may be drawn; a single
   *     one stands beside 3
   * @param chance when it is run
   */
  public record Config(@Default("7") KernelSizes blur_limit, @Flat Chance chance) {
    /** Checks that the squares have a middle. */
    public Config {
      if (blur_limit.low() % 2 == 0 || blur_limit.high() % 2 == 0) {
        throw new IllegalArgumentException("'blur_limit' must be odd");
      }
    }
  }

  /** An operation with these settings. */
  public MedianBlur(Config config) {
    this.config = config;
  }

  @Override
  public Chance chance() {
    return config.chance();
  }

  @Override
  public void apply(Scene scene, RandomSource random) {
    int side = config.blur_limit().draw(random);
    scene.replaceImage(Filters.median(scene.image(), side));
  }
}
