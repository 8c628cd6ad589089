package org.vedette.models.task.priors;

import java.util.List;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.core.task.PriorGenerator;
import org.vedette.core.task.Stride;

/** One point per cell, at a fixed place in the cell. */
@Component("MlvlPointGenerator")
public final class MlvlPointGenerator implements PriorGenerator {
  /**
   * Settings.
   *
   * @param strides pixels per cell of each level, finest first: a number, or (x, y)
   * @param offset where in the cell the point lies: 0 its corner, 0.5 its centre
   */
  public record Config(List<Stride> strides, @Default("0.5") double offset) {}

  private final Config config;

  /** A generator with the given settings. */
  public MlvlPointGenerator(Config config) {
    this.config = config;
  }

  @Override
  public List<Stride> strides() {
    return config.strides();
  }

  @Override
  public int priorsPerCell(int level) {
    return 1;
  }

  @Override
  public float[] grid(int level, int height, int width) {
    float[] points = new float[height * width * 4];
    for (int cell = 0; cell < height * width; cell++) {
      writePoint(points, cell, cell, level, width);
    }
    return points;
  }

  /** The points of some cells of a level, (n, 4): x, y, stride x, stride y. */
  public float[] points(int level, int[] cells, int width) {
    float[] points = new float[cells.length * 4];
    for (int i = 0; i < cells.length; i++) {
      writePoint(points, i, cells[i], level, width);
    }
    return points;
  }

  private void writePoint(float[] points, int row, int cell, int level, int width) {
    Stride stride = config.strides().get(level);
    int y = cell / width;
    int x = cell % width;
    points[4 * row] = (float) ((x + config.offset()) * stride.x());
    points[4 * row + 1] = (float) ((y + config.offset()) * stride.y());
    points[4 * row + 2] = stride.x();
    points[4 * row + 3] = stride.y();
  }
}
