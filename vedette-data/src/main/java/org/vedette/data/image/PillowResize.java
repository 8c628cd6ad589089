package org.vedette.data.image;

/**
 * Resizing as the library Pillow does it: each pixel is the weighted mean of all that it covers,
 * rounded after each direction. Other than OpenCV's, it does not alias when an image shrinks.
 */
public enum PillowResize {
  /** The mean of what a pixel covers. */
  BOX(0.5),
  /** Weights that fall linearly. */
  BILINEAR(1),
  /** Cubic weights. */
  BICUBIC(2),
  /** Lanczos weights over three pixels to each side. */
  LANCZOS(3);

  private static final int PRECISION = 22;
  private static final double SHARPNESS = -0.5;

  private final double support;

  PillowResize(double support) {
    this.support = support;
  }

  /** The weight of a pixel this far from the middle. */
  private double weight(double x) {
    return switch (this) {
      case BOX -> x > -0.5 && x <= 0.5 ? 1 : 0;
      case BILINEAR -> Math.max(0, 1 - Math.abs(x));
      case BICUBIC -> cubic(x);
      case LANCZOS -> x < -3 || x >= 3 ? 0 : sinc(x) * sinc(x / 3);
    };
  }

  private static double cubic(double at) {
    double x = Math.abs(at);
    if (x < 1) {
      return ((SHARPNESS + 2) * x - (SHARPNESS + 3)) * x * x + 1;
    }
    return x < 2 ? (((x - 5) * x + 8) * x - 4) * SHARPNESS : 0;
  }

  private static double sinc(double x) {
    return x == 0 ? 1 : Math.sin(x * Math.PI) / (x * Math.PI);
  }

  /** A uint8 image of another size. */
  public Image resize(Image image, int height, int width) {
    int channels = image.channels();
    // Columns are made first, so that rows of the old image count, too.
    ImageSizeException.check(Math.max(image.height(), height), width, channels);
    byte[] pixels = image.toBytes();
    if (width != image.width()) {
      Taps taps = taps(image.width(), width);
      byte[] out = new byte[image.height() * width * channels];
      for (int y = 0; y < image.height(); y++) {
        int from = y * image.width() * channels;
        int to = y * width * channels;
        for (int x = 0; x < width; x++) {
          for (int c = 0; c < channels; c++) {
            out[to + x * channels + c] = taps.sum(pixels, from + c, channels, x);
          }
        }
      }
      pixels = out;
    }
    if (height != image.height()) {
      Taps taps = taps(image.height(), height);
      int row = width * channels;
      byte[] out = new byte[height * row];
      for (int y = 0; y < height; y++) {
        for (int i = 0; i < row; i++) {
          out[y * row + i] = taps.sum(pixels, i, row, y);
        }
      }
      pixels = out;
    }
    return Image.of(pixels, height, width, channels);
  }

  /** A uint8 image of another size, of the nearest pixels. */
  public static Image nearest(Image image, int height, int width) {
    int channels = image.channels();
    ImageSizeException.check(height, width, channels);
    int[] rows = nearest(image.height(), height);
    int[] columns = nearest(image.width(), width);
    byte[] pixels = image.toBytes();
    byte[] out = new byte[height * width * channels];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int from = (rows[y] * image.width() + columns[x]) * channels;
        System.arraycopy(pixels, from, out, (y * width + x) * channels, channels);
      }
    }
    return Image.of(out, height, width, channels);
  }

  private static int[] nearest(int from, int to) {
    double step = (double) from / to;
    int[] source = new int[to];
    // Summed up as Pillow does, whose rounding errors decide at ties.
    double position = step * 0.5;
    for (int i = 0; i < to; i++) {
      source[i] = Math.min((int) position, from - 1);
      position += step;
    }
    return source;
  }

  /** The weights of one direction. */
  private Taps taps(int from, int to) {
    double scale = (double) from / to;
    double stretch = Math.max(scale, 1);
    double reach = support * stretch;
    int[] starts = new int[to];
    int[][] weights = new int[to][];
    for (int i = 0; i < to; i++) {
      double centre = (i + 0.5) * scale;
      starts[i] = Math.max((int) (centre - reach + 0.5), 0);
      int count = Math.min((int) (centre + reach + 0.5), from) - starts[i];
      double[] shares = new double[count];
      double sum = 0;
      for (int k = 0; k < count; k++) {
        shares[k] = weight((k + starts[i] - centre + 0.5) * (1 / stretch));
        sum += shares[k];
      }
      weights[i] = new int[count];
      for (int k = 0; k < count; k++) {
        double fixed = (sum == 0 ? shares[k] : shares[k] / sum) * (1 << PRECISION);
        weights[i][k] = (int) (fixed + (fixed < 0 ? -0.5 : 0.5));
      }
    }
    return new Taps(starts, weights);
  }

  @SuppressWarnings("ArrayRecordComponent")
  private record Taps(int[] starts, int[][] weights) {
    byte sum(byte[] pixels, int from, int stride, int at) {
      int[] weight = weights[at];
      int sum = 1 << (PRECISION - 1);
      int i = from + starts[at] * stride;
      for (int value : weight) {
        sum += (pixels[i] & 0xFF) * value;
        i += stride;
      }
      return (byte) Math.max(0, Math.min(sum >> PRECISION, 255));
    }
  }
}
