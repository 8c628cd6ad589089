package org.vedette.data.transform.albu;

import org.vedette.base.RandomSource;
import org.vedette.config.component.Component;
import org.vedette.config.component.Flat;
import org.vedette.data.image.Image;

/** Puts the channels into a random order. The library's {@code ChannelShuffle}. */
@Component("ChannelShuffle")
public final class ChannelShuffle implements AlbuOperation {
  private final Config config;

  /**
   * Settings.
   *
   * @param chance when it is run
   */
  public record Config(@Flat Chance chance) {}

  /** An operation with these settings. */
  public ChannelShuffle(Config config) {
    this.config = config;
  }

  @Override
  public Chance chance() {
    return config.chance();
  }

  @Override
  public void apply(Scene scene, RandomSource random) {
    Image image = scene.image();
    int channels = image.channels();
    int[] order = random.permutation(channels);
    byte[] pixels = image.toBytes();
    byte[] shuffled = new byte[pixels.length];
    for (int i = 0; i < pixels.length; i++) {
      int channel = i % channels;
      shuffled[i] = pixels[i - channel + order[channel]];
    }
    scene.replaceImage(Image.of(shuffled, image.height(), image.width(), channels));
  }
}
