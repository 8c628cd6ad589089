package org.vedette.models.plugins;

import org.bytedeco.pytorch.Tensor;
import org.vedette.tensor.Ops;
import org.vedette.tensor.Tensors;
import org.vedette.tensor.layers.Linear;

/** The part of attention weights that comes from where cells lie. */
final class AttentionPositions {
  private static final double WAVE_LENGTH = 1000;

  private final Linear horizontal;
  private final Linear vertical;
  private final int dim;
  private final GeneralizedAttention.Config config;

  AttentionPositions(
      Linear horizontal, Linear vertical, int dim, GeneralizedAttention.Config config) {
    this.horizontal = horizontal;
    this.vertical = vertical;
    this.dim = dim;
    this.config = config;
  }

  /**
   * What a softmax is taken of.
   *
   * @param from (N or 1, heads, asking cells or 1, E)
   * @param asking (N, C, H, W)
   * @param seen (N, C, H', W')
   * @return (N or 1, heads, H * W, H' * W')
   */
  Tensor energy(Tensor from, Tensor asking, Tensor seen) {
    long heads = from.size(1);
    long height = asking.size(2);
    long width = asking.size(3);
    boolean one = from.size(2) == 1;
    Tensor grid = from.view(from.size(0), heads, one ? 1 : height, one ? 1 : width, from.size(3));
    Tensor x = distances(horizontal, width, seen.size(3), from);
    Tensor y = distances(vertical, height, seen.size(2), from);
    Tensor byColumn = grid.transpose(2, 3).matmul(x).transpose(2, 3).unsqueeze(4);
    Tensor byRow = grid.matmul(y).unsqueeze(5);
    return byColumn.add(byRow).reshape(from.size(0), heads, height * width, -1);
  }

  /** What each distance along one axis says to each head, (1, heads, asking, E, seen). */
  private Tensor distances(Linear layer, long asking, long seen, Tensor like) {
    Tensor waves = Ops.toDeviceOf(waves((int) asking, (int) seen), like);
    return Ops.div(layer.forward(waves), Math.sqrt(2))
        .view(1, asking, seen, like.size(1), like.size(3))
        .permute(0, 3, 1, 4, 2);
  }

  /** Sines and cosines of the distances at several wave lengths, (asking, seen, dim / 2). */
  private Tensor waves(int asking, int seen) {
    int count = (dim + 3) / 4;
    float[] waves = new float[asking * seen * 2 * count];
    for (int k = 0; k < count; k++) {
      float length = (float) Math.pow(WAVE_LENGTH, (float) (4.0 / dim) * k);
      for (int pair = 0; pair < asking * seen; pair++) {
        int from = pair / seen * config.q_stride();
        int distance = (from - pair % seen * config.kv_stride()) * config.position_magnitude();
        float angle = distance / length;
        waves[pair * 2 * count + k] = (float) Math.sin(angle);
        waves[pair * 2 * count + count + k] = (float) Math.cos(angle);
      }
    }
    return Tensors.of(waves, asking, seen, 2L * count);
  }
}
