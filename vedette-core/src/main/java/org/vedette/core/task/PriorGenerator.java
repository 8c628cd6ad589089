package org.vedette.core.task;

import java.util.Arrays;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.vedette.config.component.ComponentKind;
import org.vedette.tensor.Ops;
import org.vedette.tensor.Tensors;

/**
 * Lays priors, points or boxes of chosen sizes, over the cells of feature maps. They stand in the
 * order of the map: row by row, the A priors of a cell side by side.
 */
@ComponentKind("prior_generator")
public interface PriorGenerator {
  /** The strides of each level, finest first. */
  List<Stride> strides();

  /** A: how many priors a cell of a level has. */
  int priorsPerCell(int level);

  /**
   * The priors of one level, (H*W*A, 4) row by row: points as x, y, stride x, stride y; boxes as
   * x1, y1, x2, y2.
   */
  float[] grid(int level, int height, int width);

  /** How many levels there are. */
  default int numLevels() {
    return strides().size();
  }

  /**
   * The priors of all levels, (P, 4), beside the maps they belong to.
   *
   * @param maps one map per level, (N, C, H_l, W_l)
   */
  default Tensor grid(List<Tensor> maps) {
    if (maps.size() != numLevels()) {
      throw new IllegalArgumentException(
          "priors of " + numLevels() + " levels asked for " + maps.size() + " maps");
    }
    float[] all = new float[0];
    for (int level = 0; level < maps.size(); level++) {
      Tensor map = maps.get(level);
      float[] some = grid(level, (int) map.size(2), (int) map.size(3));
      int before = all.length;
      all = Arrays.copyOf(all, before + some.length);
      System.arraycopy(some, 0, all, before, some.length);
    }
    return Ops.toDeviceOf(Tensors.of(all, all.length / 4, 4), maps.get(0));
  }

  /**
   * Which priors of a level lie on cells that see the image, not the batch's padding, (H*W*A).
   *
   * @param height rows of the map
   * @param width columns of the map
   * @param imageHeight rows of the image
   * @param imageWidth columns of the image
   */
  default boolean[] valid(int level, int height, int width, int imageHeight, int imageWidth) {
    Stride stride = strides().get(level);
    int rows = Math.min((imageHeight + stride.y() - 1) / stride.y(), height);
    int columns = Math.min((imageWidth + stride.x() - 1) / stride.x(), width);
    int each = priorsPerCell(level);
    boolean[] flags = new boolean[height * width * each];
    for (int row = 0; row < rows; row++) {
      Arrays.fill(flags, row * width * each, (row * width + columns) * each, true);
    }
    return flags;
  }
}
