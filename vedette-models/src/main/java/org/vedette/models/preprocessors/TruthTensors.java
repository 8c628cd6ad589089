package org.vedette.models.preprocessors;

import java.util.Arrays;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.vedette.base.Rle;
import org.vedette.base.RleMasks;
import org.vedette.base.Truth;
import org.vedette.core.Instances;
import org.vedette.tensor.Device;
import org.vedette.tensor.Ops;
import org.vedette.tensor.Tensors;

/**
 * The truth of an image as tensors on the CPU.
 *
 * @param boxes (G, 4)
 * @param labels (G) int64
 * @param masks (G, H, W) uint8, or null
 * @param outlines (G): the polygons of which the masks were drawn, or null
 * @param ignored (k, 4): boxes of what neither counts as truth nor as background
 */
record TruthTensors(
    Tensor boxes, Tensor labels, Tensor masks, List<double[][]> outlines, Tensor ignored) {
  /**
   * Parts what counts from what is ignored.
   *
   * @param height rows of the masks; where they are smaller, the rest is padding
   * @param width columns of the masks
   * @param padding what padded pixels of masks hold
   */
  static TruthTensors of(Truth truth, int height, int width, byte padding) {
    int[] counted = rows(truth, false);
    long[] labels = new long[counted.length];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = truth.labels()[counted[i]];
    }
    return new TruthTensors(
        boxes(truth, counted),
        Tensors.of(labels, labels.length),
        truth.masks() == null ? null : masks(truth.masks(), counted, height, width, padding),
        truth.outlines() == null
            ? null
            : Arrays.stream(counted).mapToObj(i -> truth.outlines()[i]).toList(),
        boxes(truth, rows(truth, true)));
  }

  /** The objects that count, on a device. */
  Instances truths(Device device) {
    return Instances.truths(
            Ops.to(boxes, device),
            Ops.to(labels, device),
            masks == null ? null : Ops.to(masks, device))
        .withOutlines(outlines);
  }

  private static int[] rows(Truth truth, boolean ignored) {
    int[] rows = new int[truth.size()];
    int count = 0;
    for (int i = 0; i < rows.length; i++) {
      if (truth.ignored()[i] == ignored) {
        rows[count++] = i;
      }
    }
    return Arrays.copyOf(rows, count);
  }

  private static Tensor boxes(Truth truth, int[] rows) {
    float[] boxes = new float[rows.length * 4];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(truth.boxes(), 4 * rows[i], boxes, 4 * i, 4);
    }
    return Tensors.of(boxes, rows.length, 4);
  }

  private static Tensor masks(Rle[] masks, int[] rows, int height, int width, byte padding) {
    byte[] pixels = new byte[rows.length * height * width];
    if (padding != 0) {
      Arrays.fill(pixels, padding);
    }
    for (int i = 0; i < rows.length; i++) {
      Rle mask = masks[rows[i]];
      byte[] bitmap = RleMasks.decode(mask);
      for (int y = 0; y < mask.height(); y++) {
        int at = (i * height + y) * width;
        System.arraycopy(bitmap, y * mask.width(), pixels, at, mask.width());
      }
    }
    return Tensors.of(pixels, rows.length, height, width);
  }
}
