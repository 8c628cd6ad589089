package org.vedette.data.drawn;

import org.vedette.base.RandomSource;

/** Textures behind the shapes: a gradient, stripes, clouds or checks between two muted colours. */
final class Background {
  private static final int KINDS = 4;
  private static final double GRAIN = 9;

  private final int width;
  private final int height;
  private final RandomSource random;

  private Background(int width, int height, RandomSource random) {
    this.width = width;
    this.height = height;
    this.random = random;
  }

  /** The pixels of a random texture, (H*W*3) in 0..255, row major. */
  static double[] draw(int width, int height, RandomSource random) {
    return new Background(width, height, random).draw();
  }

  private double[] draw() {
    double[] one = muted();
    double[] other = muted();
    double[] mix =
        switch (random.nextInt(KINDS)) {
          case 0 -> wave(0.25, 0.7, false);
          case 1 -> wave(4, 12, random.nextInt(2) == 0);
          case 2 -> clouds();
          default -> checks();
        };
    double[] pixels = new double[3 * mix.length];
    for (int p = 0; p < mix.length; p++) {
      double grain = random.uniform(-GRAIN, GRAIN);
      for (int c = 0; c < 3; c++) {
        pixels[3 * p + c] = one[c] + mix[p] * (other[c] - one[c]) + grain;
      }
    }
    return pixels;
  }

  /** Greyish colours, so that backgrounds are not taken for shapes. */
  private double[] muted() {
    double grey = random.uniform(40, 215);
    return new double[] {
      grey + random.uniform(-30, 30), grey + random.uniform(-30, 30), grey + random.uniform(-30, 30)
    };
  }

  /** A wave in a random direction, of so many periods across; sharp ones are stripes. */
  private double[] wave(double fewest, double most, boolean sharp) {
    double angle = random.uniform(0, 2 * Math.PI);
    double periods = random.uniform(fewest, most) * 2 * Math.PI / Math.max(width, height);
    double dx = periods * StrictMath.cos(angle);
    double dy = periods * StrictMath.sin(angle);
    double phase = random.uniform(0, 2 * Math.PI);
    double[] mix = new double[width * height];
    for (int p = 0; p < mix.length; p++) {
      int row = p / width;
      double level = 0.5 + 0.5 * StrictMath.sin(phase + dx * (p % width) + dy * row);
      mix[p] = sharp ? Math.rint(level) : level;
    }
    return mix;
  }

  /** Smooth noise of three scales. */
  private double[] clouds() {
    double[] mix = new double[width * height];
    double share = 0.55;
    for (int cells = 3; cells <= 12; cells *= 2) {
      addNoise(mix, cells, share);
      share /= 1.8;
    }
    return mix;
  }

  private void addNoise(double[] mix, int cells, double share) {
    double[] grid = new double[(cells + 2) * (cells + 2)];
    for (int i = 0; i < grid.length; i++) {
      grid[i] = random.nextDouble();
    }
    for (int p = 0; p < mix.length; p++) {
      double x = (double) (p % width) / width * cells;
      int row = p / width;
      double y = (double) row / height * cells;
      int column = (int) x;
      int line = (int) y;
      int at = line * (cells + 2) + column;
      double fx = x - column;
      double fy = y - line;
      double above = grid[at] + fx * (grid[at + 1] - grid[at]);
      double below = grid[at + cells + 2] + fx * (grid[at + cells + 3] - grid[at + cells + 2]);
      mix[p] += share * (above + fy * (below - above));
    }
  }

  private double[] checks() {
    int cell = Math.max(4, (int) (Math.max(width, height) * random.uniform(0.06, 0.2)));
    double[] mix = new double[width * height];
    for (int p = 0; p < mix.length; p++) {
      mix[p] = (p % width / cell + p / width / cell) % 2;
    }
    return mix;
  }
}
