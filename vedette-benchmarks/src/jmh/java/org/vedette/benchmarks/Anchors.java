package org.vedette.benchmarks;

import java.util.ArrayList;
import java.util.List;
import org.vedette.core.Instances;
import org.vedette.core.task.Predictions;
import org.vedette.core.task.PriorGenerator;
import org.vedette.core.task.Stride;
import org.vedette.tensor.Tensors;

/** What assigners match. */
final class Anchors {
  private static final int CLASSES = 80;

  private Anchors() {}

  /** The priors of an image of some size. */
  static Predictions of(String generator, int height, int width) {
    PriorGenerator priors = Inputs.component(PriorGenerator.class, generator);
    List<Integer> sizes = new ArrayList<>();
    List<float[]> levels = new ArrayList<>();
    int total = 0;
    for (int level = 0; level < priors.numLevels(); level++) {
      Stride stride = priors.strides().get(level);
      int rows = (height + stride.y() - 1) / stride.y();
      int columns = (width + stride.x() - 1) / stride.x();
      float[] own = priors.grid(level, rows, columns);
      levels.add(own);
      sizes.add(own.length / 4);
      total += own.length;
    }
    float[] all = new float[total];
    int at = 0;
    for (float[] own : levels) {
      System.arraycopy(own, 0, all, at, own.length);
      at += own.length;
    }
    return new Predictions(Tensors.of(all, total / 4, 4), null, null, sizes);
  }

  /** Truths of an image. */
  static Instances objects(int count, int height, int width) {
    return Instances.truths(
        Tensors.of(Inputs.boxes(count, height, width, 1), count, 4),
        Tensors.ofIndices(Inputs.labels(count, CLASSES, 2), count),
        null);
  }
}
