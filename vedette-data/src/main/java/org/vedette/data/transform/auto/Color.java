package org.vedette.data.transform.auto;

import org.bytedeco.opencv.global.opencv_imgproc;
import org.vedette.config.component.Component;
import org.vedette.config.component.Flat;
import org.vedette.data.image.Image;
import org.vedette.data.image.ImageOps;
import org.vedette.data.image.Photometry;

/** Changes the saturation: 0 is grey, 1 no change. Upstream: mmdet's {@code Color}. */
@Component("Color")
public final class Color extends ColourChange {
  /**
   * Settings.
   *
   * @param options the chance and the magnitude, a factor from 0 to 2
   */
  public record Config(@Flat FactorOptions options) {
    /** Checks the factors. */
    public Config {
      Strength.checkRange(options.min_mag(), options.max_mag(), 0, 2);
    }
  }

  /** A step with these settings. */
  public Color(Config config) {
    super(config.options().strength());
  }

  @Override
  Image change(Image image, double magnitude) {
    try (Image grey = Photometry.grey(image);
        Image tiled = ImageOps.convert(grey, opencv_imgproc.COLOR_GRAY2BGR);
        Image changed = Photometry.addWeighted(image, magnitude, tiled, 1 - magnitude)) {
      return changed.isFloat() ? Photometry.clip(changed) : changed.copy();
    }
  }
}
