package org.vedette.models.heads;

import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.vedette.base.TensorException;
import org.vedette.tensor.Layer;
import org.vedette.tensor.Ops;

/** Lines the predictions of all levels up with the priors. */
public final class Levels {
  private Levels() {}

  /**
   * Checks that a neck gives as many maps as a head has levels.
   *
   * @throws TensorException when it does not
   */
  static void check(Layer head, List<Tensor> features, int levels) {
    if (features.size() != levels) {
      throw new TensorException(
          head.path() + ": expected " + levels + " maps, one per stride, got " + features.size());
    }
  }

  /**
   * All levels as one table, in the order of the priors: (N, A*K, H_l, W_l) to (N, P, K).
   *
   * @param columns K: the numbers that belong to one prior
   */
  public static Tensor flatten(List<Tensor> maps, int columns) {
    return Ops.cat(maps.stream().map(map -> flatten(map, columns)).toList(), 1);
  }

  /** One level as a table: (N, A*K, H, W) to (N, H*W*A, K). */
  public static Tensor flatten(Tensor map, int columns) {
    return map.permute(0, 2, 3, 1).reshape(map.size(0), -1, columns);
  }
}
