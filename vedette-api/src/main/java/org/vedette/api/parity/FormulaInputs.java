package org.vedette.api.parity;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.vedette.base.Formula;
import org.vedette.base.ImageMeta;
import org.vedette.core.Batch;
import org.vedette.core.Instances;
import org.vedette.tensor.Ops;
import org.vedette.tensor.Tensors;

/** The images and truths of the model fixtures: both are formulas. */
final class FormulaInputs {
  private static final double[][][] BOXES = {
    {{10.3, 20.7, 99.6, 80.2}, {70.9, 28.4, 95.2, 69.5}, {121.4, 90.6, 133.7, 102.9}},
    {{30.2, 17.8, 78.7, 106.3}, {95.6, 63.1, 149.9, 100.4}}
  };
  private static final int[][] LABELS = {{2, 7, 2}, {5, 0}};
  private static final float[] IGNORED = {40.5f, 85.2f, 95.3f, 120.8f};

  /** Proposals of an image whose detector has no first stage of its own. */
  private static final int GIVEN = 20;

  /** Proposals of an image in the regions that are the same for all detectors. */
  private static final int FIXED = 6;

  /** How far the numbers of one image's proposals lie from those of the next. */
  private static final int BLOCK = 4000;

  private FormulaInputs() {}

  /** The first {@code images} images with their truths. */
  static Batch batch(ParityFixture fixture, int images) {
    int height = fixture.height();
    int width = fixture.width();
    int count = images * 3 * height * width;
    Tensor pixels =
        Tensors.of(Formula.of("input").floats(count, u -> 2 * u - 1), images, 3, height, width);
    List<ImageMeta> metas = new ArrayList<>();
    List<Instances> truths = new ArrayList<>();
    List<Tensor> ignored = new ArrayList<>();
    for (int b = 0; b < images; b++) {
      metas.add(ImageMeta.ofSize(height, width));
      truths.add(truths(b, fixture));
      boolean hasIgnored = b == 0 && fixture.hasIgnored();
      ignored.add(Tensors.of(hasIgnored ? IGNORED : new float[0], hasIgnored ? 1 : 0, 4));
    }
    Batch batch = new Batch(pixels, metas, truths, ignored);
    return fixture.hasProposals()
        ? batch.withProposals(proposals(images, GIVEN, height, width))
        : batch;
  }

  /** The first proposals of each image, followed by its truths' boxes. */
  static List<Instances> fixedRegions(Batch batch) {
    int height = (int) batch.images().size(2);
    int width = (int) batch.images().size(3);
    List<Instances> regions = new ArrayList<>();
    List<Instances> proposals = proposals(batch.metas().size(), FIXED, height, width);
    for (int b = 0; b < proposals.size(); b++) {
      Tensor boxes = Ops.cat(List.of(proposals.get(b).boxes(), batch.truths().get(b).boxes()), 0);
      regions.add(new Instances(boxes, null, null, null));
    }
    return regions;
  }

  private static List<Instances> proposals(int images, int count, int height, int width) {
    List<Instances> proposals = new ArrayList<>();
    for (int b = 0; b < images; b++) {
      Formula formula = Formula.of("proposals");
      double[] u = new double[4 * count];
      for (int j = 0; j < u.length; j++) {
        u[j] = formula.at((long) BLOCK * b + j);
      }
      float[] boxes = new float[4 * count];
      float[] scores = new float[count];
      for (int k = 0; k < count; k++) {
        double x = 0.6 * width * u[4 * k];
        double y = 0.6 * height * u[4 * k + 1];
        boxes[4 * k] = (float) x;
        boxes[4 * k + 1] = (float) y;
        boxes[4 * k + 2] = (float) (x + (0.1 + 0.3 * u[4 * k + 2]) * width);
        boxes[4 * k + 3] = (float) (y + (0.1 + 0.3 * u[4 * k + 3]) * height);
        scores[k] = 1;
      }
      Tensor all = Tensors.of(boxes, count, 4);
      proposals.add(new Instances(all, Tensors.of(scores, count), null, null));
    }
    return proposals;
  }

  private static Instances truths(int image, ParityFixture fixture) {
    double[][] boxes = BOXES[image];
    float[] flat = new float[4 * boxes.length];
    long[] labels = new long[boxes.length];
    for (int i = 0; i < boxes.length; i++) {
      for (int k = 0; k < 4; k++) {
        flat[4 * i + k] = (float) boxes[i][k];
      }
      labels[i] = LABELS[image][i] % fixture.numClasses();
    }
    Tensor masks = fixture.hasMasks() ? ellipses(boxes, fixture.height(), fixture.width()) : null;
    return Instances.truths(
        Tensors.of(flat, boxes.length, 4), Tensors.of(labels, boxes.length), masks);
  }

  /** (G, H, W) uint8: the ellipse that each box holds. */
  private static Tensor ellipses(double[][] boxes, int height, int width) {
    byte[] masks = new byte[boxes.length * height * width];
    for (int i = 0; i < boxes.length; i++) {
      double cx = (boxes[i][0] + boxes[i][2]) / 2;
      double cy = (boxes[i][1] + boxes[i][3]) / 2;
      double a = (boxes[i][2] - boxes[i][0]) / 2;
      double b = (boxes[i][3] - boxes[i][1]) / 2;
      for (int r = 0; r < height; r++) {
        for (int c = 0; c < width; c++) {
          double x = (c + 0.5 - cx) / a;
          double y = (r + 0.5 - cy) / b;
          masks[(i * height + r) * width + c] = (byte) (x * x + y * y <= 1 ? 1 : 0);
        }
      }
    }
    return Tensors.of(masks, boxes.length, height, width);
  }
}
