package com.acme.vedette;

import org.vedette.base.RandomSource;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.data.Sample;
import org.vedette.data.Transform;
import org.vedette.data.image.Image;

/** Adds noise of the normal distribution to each pixel of a uint8 image, by chance. */
@Component("acme.RandomNoise")
public final class RandomNoise implements Transform {
  private final Config config;

  /**
   * Settings.
   *
   * @param std standard deviation of the noise, in levels of 0 to 255
   * @param prob the chance that an image gets any
   */
  public record Config(@Default("5.0") double std, @Default("0.5") double prob) {
    /** Checks the numbers. */
    public Config {
      if (!(std >= 0) || !(prob >= 0 && prob <= 1)) {
        throw new IllegalArgumentException("expected std of 0 or more and prob from 0 to 1");
      }
    }
  }

  /** A step with these settings. */
  public RandomNoise(Config config) {
    this.config = config;
  }

  @Override
  public Sample apply(Sample sample, RandomSource random) {
    // All numbers come from the sample's own source, never from a generator of this object: it
    // serves many threads, and the same sample must come out the same.
    if (random.nextDouble() >= config.prob()) {
      return sample;
    }
    Image image = sample.image();
    byte[] pixels = image.toBytes();
    for (int i = 0; i < pixels.length; i++) {
      long level = Math.round((pixels[i] & 0xFF) + config.std() * random.nextGaussian());
      pixels[i] = (byte) Math.max(0, Math.min(255, level));
    }
    sample.replaceImage(Image.of(pixels, image.height(), image.width(), image.channels()));
    return sample;
  }
}
