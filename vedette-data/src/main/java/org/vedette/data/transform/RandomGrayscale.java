package org.vedette.data.transform;

import java.util.Arrays;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.vedette.base.DataException;
import org.vedette.base.RandomSource;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.data.Sample;
import org.vedette.data.Transform;
import org.vedette.data.image.Image;
import org.vedette.data.image.ImageOps;

/**
 * Turns the image grey by chance; it is uint8 afterwards, either way. Upstream: mmcv's {@code
 * RandomGrayscale}.
 */
@Component("RandomGrayscale")
public final class RandomGrayscale implements Transform {
  private final Config config;

  /** What the channels are. */
  public enum ColorFormat {
    /** Blue, green, red. */
    BGR,
    /** Red, green, blue. */
    RGB,
    /** Hue, saturation, value; they become blue, green, red. */
    HSV
  }

  /**
   * Settings.
   *
   * @param prob the chance
   * @param keep_channels whether a grey image has as many channels as before, all equal
   * @param channel_weights what each channel counts for
   * @param color_format what the channels are
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record Config(
      @Default("0.1") double prob,
      @Default("False") boolean keep_channels,
      @Default("(1.0, 1.0, 1.0)") double[] channel_weights,
      @Default("'bgr'") ColorFormat color_format) {
    /** Checks the numbers. */
    public Config {
      if (!(prob >= 0 && prob <= 1)) {
        throw new IllegalArgumentException("'prob' must be from 0 to 1, got " + prob);
      }
      if (!(Arrays.stream(channel_weights).sum() > 0)) {
        throw new IllegalArgumentException("'channel_weights' must be above 0 in sum");
      }
    }
  }

  /** A step with these settings. */
  public RandomGrayscale(Config config) {
    this.config = config;
  }

  @Override
  public Sample apply(Sample sample, RandomSource random) {
    if (config.color_format() == ColorFormat.HSV) {
      sample.replaceImage(ImageOps.convert(sample.image(), opencv_imgproc.COLOR_HSV2BGR));
    }
    boolean grey = random.nextDouble() < config.prob() && sample.image().channels() > 1;
    if (grey) {
      sample.replaceImage(grey(sample));
    } else if (sample.image().isFloat()) {
      sample.replaceImage(ImageOps.truncated(sample.image()));
    }
    return sample;
  }

  private Image grey(Sample sample) {
    Image image = sample.image();
    int channels = image.channels();
    double[] weights = config.channel_weights();
    if (weights.length != channels) {
      throw new DataException(
          "%s: RandomGrayscale has 'channel_weights' for %d channels, but the image has %d"
              .formatted(sample.record(), weights.length, channels));
    }
    double sum = Arrays.stream(weights).sum();
    int kept = config.keep_channels() ? channels : 1;
    float[] pixels = pixels(image);
    byte[] out = new byte[pixels.length / channels * kept];
    for (int i = 0; i < pixels.length / channels; i++) {
      double value = 0;
      for (int c = 0; c < channels; c++) {
        value += weights[c] / sum * pixels[i * channels + c];
      }
      Arrays.fill(out, i * kept, (i + 1) * kept, (byte) (int) value);
    }
    return Image.of(out, image.height(), image.width(), kept);
  }

  private static float[] pixels(Image image) {
    try (Image floats = ImageOps.toFloat(image)) {
      return floats.toFloats();
    }
  }
}
