package org.vedette.data.transform.corrupt;

import org.vedette.base.RandomSource;
import org.vedette.data.image.Image;

/** What {@link Corrupt} can do to an image. */
public enum Corruption {
  /** Adds numbers of a normal distribution, as in low light. */
  GAUSSIAN_NOISE,
  /** Draws each value from a Poisson distribution, as few photons do. */
  SHOT_NOISE,
  /** Makes some values black or white, as broken bits do. */
  IMPULSE_NOISE,
  /** Takes the mean of a disk. */
  DEFOCUS_BLUR,
  /** Takes values from random neighbours, between two blurs. */
  GLASS_BLUR,
  /** Smears the image along a random direction. */
  MOTION_BLUR,
  /** Takes the mean of enlarged images. */
  ZOOM_BLUR,
  /** Streaks of snow over a whitened image. */
  SNOW,
  /** Crystals over the image. */
  FROST,
  /** A cloud over the image. */
  FOG,
  /** Adds to the value of each colour. */
  BRIGHTNESS,
  /** Brings each channel near its mean. */
  CONTRAST,
  /** Moves pixels by a smooth random field. */
  ELASTIC_TRANSFORM,
  /** Shrinks the image and enlarges its pixels. */
  PIXELATE,
  /** Compresses the image as JPEG. */
  JPEG_COMPRESSION;

  /**
   * The corrupted image, uint8.
   *
   * @param image uint8 of three channels
   * @param severity from 1 to 5
   */
  Image apply(Image image, int severity, RandomSource random) {
    int level = severity - 1;
    return switch (this) {
      case GAUSSIAN_NOISE -> Noise.gaussian(Raster.of(image), level, random);
      case SHOT_NOISE -> Noise.shot(Raster.of(image), level, random);
      case IMPULSE_NOISE -> Noise.impulse(Raster.of(image), level, random);
      case DEFOCUS_BLUR -> Blurs.defocus(Raster.of(image), level);
      case GLASS_BLUR -> Blurs.glass(Raster.of(image), level, random);
      case MOTION_BLUR -> Blurs.motion(Raster.of(image), level, random);
      case ZOOM_BLUR -> Blurs.zoom(Raster.of(image), level);
      case SNOW -> Weather.snow(Raster.of(image), level, random);
      case FROST -> Weather.frost(Raster.of(image), level, random);
      case FOG -> Weather.fog(Raster.of(image), level, random);
      case BRIGHTNESS -> Weather.brightness(Raster.of(image), level);
      case CONTRAST -> Digital.contrast(Raster.of(image), level);
      case ELASTIC_TRANSFORM -> Digital.elastic(Raster.of(image), level, random);
      case PIXELATE -> Digital.pixelate(image, level);
      case JPEG_COMPRESSION -> Digital.jpeg(image, level);
    };
  }
}
