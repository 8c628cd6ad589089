package org.vedette.models.heads;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.vedette.base.Detections;
import org.vedette.base.ImageMeta;
import org.vedette.tensor.Ops;
import org.vedette.tensor.Tensors;

/** The inference side of {@link YoloxHead}. */
final class YoloxDecoder {
  private final YoloxHead.Config config;

  YoloxDecoder(YoloxHead.Config config) {
    this.config = config;
  }

  /**
   * Raw boxes (N, P, 4) to x1 y1 x2 y2 in pixels of the model's input, differentiably.
   *
   * @param priors (P, 4): x, y, stride x, stride y
   */
  static Tensor decode(Tensor raw, Tensor priors) {
    Tensor strides = Ops.slice(priors, 1, 2, 4);
    Tensor centres = Ops.slice(raw, 2, 0, 2).mul(strides).add(Ops.slice(priors, 1, 0, 2));
    Tensor halves = Ops.div(Ops.slice(raw, 2, 2, 4).exp().mul(strides), 2);
    return Ops.cat(List.of(centres.sub(halves), centres.add(halves)), 2);
  }

  /**
   * The detections of each image.
   *
   * @param priors (P, 4): x, y, stride x, stride y
   */
  List<Detections> decode(YoloxHead.Predicted outputs, Tensor priors, List<ImageMeta> metas) {
    if (config.test_cfg() == null) {
      throw new IllegalStateException("bbox_head: a prediction needs test_cfg");
    }
    Tensor classes = Levels.flatten(outputs.classes(), config.num_classes()).sigmoid();
    Ops.Indexed best = Ops.max(classes, 2, false);
    Tensor objects = Levels.flatten(outputs.objectness(), 1).sigmoid().squeeze(2);
    float[] scores = Tensors.toFloats(best.values().mul(objects));
    int[] labels = Tensors.toInts(best.indices());
    float[] boxes = Tensors.toFloats(decode(Levels.flatten(outputs.boxes(), 4), priors));
    int numPriors = scores.length / metas.size();
    List<Detections> found = new ArrayList<>();
    for (int image = 0; image < metas.size(); image++) {
      int[] rows = above(scores, image * numPriors, (image + 1) * numPriors);
      Detections candidates = PostProcessing.select(boxes, scores, labels, rows);
      found.add(
          PostProcessing.suppress(
              PostProcessing.toOriginal(candidates, metas.get(image)), config.test_cfg().nms()));
    }
    return found;
  }

  private int[] above(float[] scores, int from, int to) {
    float threshold = (float) config.test_cfg().score_thr();
    int[] rows = new int[to - from];
    int count = 0;
    for (int row = from; row < to; row++) {
      if (scores[row] >= threshold) {
        rows[count++] = row;
      }
    }
    return Arrays.copyOf(rows, count);
  }
}
