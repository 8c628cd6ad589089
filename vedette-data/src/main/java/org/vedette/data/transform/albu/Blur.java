package org.vedette.data.transform.albu;

import org.vedette.base.RandomSource;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.config.component.Flat;
import org.vedette.data.image.Filters;

/** Takes the mean of a square around each pixel. The library's {@code Blur}. */
@Component("Blur")
public final class Blur implements AlbuOperation {
  private final Config config;

  /**
   * Settings.
   *
   * @param blur_limit the sides (least, greatest), every second one of which may be drawn; a single
   *     one stands beside 3
   * @param chance when it is run
   */
  public record Config(@Default("7") KernelSizes blur_limit, @Flat Chance chance) {}

  /** An operation with these settings. */
  public Blur(Config config) {
    this.config = config;
  }

  @Override
  public Chance chance() {
    return config.chance();
  }

  @Override
  public void apply(Scene scene, RandomSource random) {
    int side = config.blur_limit().draw(random);
    scene.replaceImage(Filters.mean(scene.image(), side));
  }
}
