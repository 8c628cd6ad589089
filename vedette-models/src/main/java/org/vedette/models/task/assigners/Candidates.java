package org.vedette.models.task.assigners;

import java.util.Arrays;
import org.bytedeco.pytorch.Tensor;
import org.vedette.tensor.Tensors;

/**
 * The points that lie in some truth's box or near some truth's centre.
 *
 * @param priors (n): their positions among all priors, rising
 * @param central (n*G): whether a point is both in the box and near the centre of a truth
 */
@SuppressWarnings("ArrayRecordComponent")
record Candidates(int[] priors, boolean[] central) {
  /**
   * Finds the candidates.
   *
   * @param points (P, 4): x, y, stride x, stride y
   * @param truths (G*4): boxes
   * @param radius what counts as near, in strides
   */
  static Candidates of(Tensor points, float[] truths, double radius) {
    float[] all = Tensors.toFloats(points);
    int numTruths = truths.length / 4;
    int[] priors = new int[all.length / 4];
    boolean[] central = new boolean[priors.length * numTruths];
    int n = 0;
    for (int p = 0; p < priors.length; p++) {
      boolean eligible = false;
      for (int g = 0; g < numTruths; g++) {
        boolean inBox = inBox(all, 4 * p, truths, 4 * g);
        boolean nearCentre = nearCentre(all, 4 * p, truths, 4 * g, (float) radius);
        eligible |= inBox || nearCentre;
        central[n * numTruths + g] = inBox && nearCentre;
      }
      if (eligible) {
        priors[n++] = p;
      }
    }
    return new Candidates(Arrays.copyOf(priors, n), Arrays.copyOf(central, n * numTruths));
  }

  int size() {
    return priors.length;
  }

  private static boolean inBox(float[] points, int p, float[] boxes, int b) {
    return points[p] - boxes[b] > 0
        && points[p + 1] - boxes[b + 1] > 0
        && boxes[b + 2] - points[p] > 0
        && boxes[b + 3] - points[p + 1] > 0;
  }

  private static boolean nearCentre(float[] points, int p, float[] boxes, int b, float radius) {
    float x = (boxes[b] + boxes[b + 2]) / 2;
    float y = (boxes[b + 1] + boxes[b + 3]) / 2;
    float reachX = radius * points[p + 2];
    float reachY = radius * points[p + 3];
    return points[p] - (x - reachX) > 0
        && points[p + 1] - (y - reachY) > 0
        && x + reachX - points[p] > 0
        && y + reachY - points[p + 1] > 0;
  }
}
