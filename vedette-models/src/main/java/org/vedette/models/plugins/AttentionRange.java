package org.vedette.models.plugins;

import org.bytedeco.pytorch.Tensor;
import org.vedette.tensor.Tensors;

/** Which cells are too far away to be seen. */
final class AttentionRange {
  private AttentionRange() {}

  /**
   * One where a cell is not seen, (size, size, seen, seen), uint8: row and column of the asking
   * cell, then of the other.
   *
   * @throws IllegalArgumentException for numbers of channels to which upstream gives no size
   */
  static Tensor hidden(int channels, GeneralizedAttention.Config config) {
    if (channels != 256 && channels != 512) {
      throw new IllegalArgumentException(
          "spatial_range: expected -1, or a map of 256 or 512 channels, got " + channels);
    }
    int size = channels == 256 ? 84 : 42;
    int seen = (int) ((size - 1.0) / config.kv_stride() + 1);
    boolean[][] sees = new boolean[size][seen];
    for (int at = 0; at < size; at++) {
      int low = Math.floorDiv(at - config.spatial_range(), config.kv_stride());
      int high = Math.floorDiv(at + config.spatial_range() + 1, config.kv_stride()) + 1;
      for (int other = Math.max(low, 0); other < Math.min(high, seen); other++) {
        sees[at][other] = true;
      }
    }
    byte[] map = new byte[size * size * seen * seen];
    for (int i = 0; i < map.length; i++) {
      int column = i % seen;
      int row = i / seen % seen;
      int atColumn = i / (seen * seen) % size;
      int atRow = i / (seen * seen * size);
      map[i] = (byte) (sees[atRow][row] && sees[atColumn][column] ? 0 : 1);
    }
    return Tensors.of(map, size, size, seen, seen);
  }
}
