package org.vedette.models.task.coders;

import java.util.Arrays;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.core.box.Corners;
import org.vedette.core.task.BoxCoder;
import org.vedette.tensor.DType;
import org.vedette.tensor.Ops;
import org.vedette.tensor.Tensors;

/**
 * A box relative to a prior box: the offset of its centre in widths and heights, and the logarithms
 * of the ratios of the sides (R-CNN, Girshick et al. 2014). Codes may stand for a box per class,
 * (n, K*4).
 */
@Component("DeltaXYWHBBoxCoder")
public final class DeltaXywhBboxCoder implements BoxCoder {
  /** How far sides may shrink or, by the inverse, grow when decoded. */
  public static final double SIDE_RATIO_LIMIT = 16.0 / 1000;

  /**
   * Settings.
   *
   * @param target_means what is subtracted from codes
   * @param target_stds what codes are divided by
   * @param clip_border whether decoded boxes are kept inside the image
   * @param add_ctr_clamp whether offsets of centres are limited, and sides may shrink freely
   * @param ctr_clamp the limit of offsets, in pixels
   * @param use_box_type whether upstream wraps the boxes; the numbers are the same
   */
  public record Config(
      @Default("(0.0, 0.0, 0.0, 0.0)") List<Double> target_means,
      @Default("(1.0, 1.0, 1.0, 1.0)") List<Double> target_stds,
      @Default("True") boolean clip_border,
      @Default("False") boolean add_ctr_clamp,
      @Default("32") int ctr_clamp,
      @Default("False") boolean use_box_type) {
    /** Checks that there is a mean and a deviation for each number. */
    public Config {
      if (target_means.size() != 4 || target_stds.size() != 4) {
        throw new IllegalArgumentException("target_means and target_stds must have 4 numbers");
      }
    }
  }

  private final Config config;

  /** A coder with the given settings. */
  public DeltaXywhBboxCoder(Config config) {
    this.config = config;
  }

  @Override
  public int codeSize() {
    return 4;
  }

  @Override
  public Tensor encode(Tensor priors, Tensor boxes) {
    Corners p = Corners.of(priors);
    Corners b = Corners.of(boxes);
    Tensor x = center(b.x1(), b.x2()).sub(center(p.x1(), p.x2())).div(p.width());
    Tensor y = center(b.y1(), b.y2()).sub(center(p.y1(), p.y2())).div(p.height());
    Tensor width = b.width().div(p.width()).log();
    Tensor height = b.height().div(p.height()).log();
    Tensor codes = Ops.stack(List.of(x, y, width, height), -1);
    return codes.sub(row(config.target_means(), codes)).div(row(config.target_stds(), codes));
  }

  private static Tensor center(Tensor low, Tensor high) {
    return Ops.mul(low.add(high), 0.5);
  }

  @Override
  public Tensor decode(Tensor priors, Tensor codes) {
    return decode(priors, codes, SIDE_RATIO_LIMIT);
  }

  /** The boxes that codes stand for, with another limit of sides than the usual one. */
  public Tensor decode(Tensor priors, Tensor codes, double sideRatioLimit) {
    Tensor each = codes.view(codeShape(codes));
    Tensor scaled =
        each.mul(row(config.target_stds(), codes)).add(row(config.target_means(), codes));
    Tensor prior = priors.unsqueeze(-2);
    Tensor size = last(prior, 2).sub(last(prior, 0));
    Tensor offset = size.mul(last(scaled, 0));
    Tensor growth = last(scaled, 2);
    double limit = Math.abs(Math.log(sideRatioLimit));
    if (config.add_ctr_clamp()) {
      offset = Ops.clamp(offset, -config.ctr_clamp(), config.ctr_clamp());
      growth = Ops.clampMax(growth, limit);
    } else {
      growth = Ops.clamp(growth, -limit, limit);
    }
    Tensor middle = center(last(prior, 0), last(prior, 2)).add(offset);
    Tensor half = Ops.mul(size.mul(growth.exp()), 0.5);
    return Ops.cat(List.of(middle.sub(half), middle.add(half)), -1).view(Tensors.shape(codes));
  }

  @Override
  public Tensor decode(Tensor priors, Tensor codes, int height, int width) {
    return decode(priors, codes, height, width, SIDE_RATIO_LIMIT);
  }

  /** The boxes inside an image, with another limit of sides than the usual one. */
  public Tensor decode(Tensor priors, Tensor codes, int height, int width, double sideRatioLimit) {
    Tensor boxes = decode(priors, codes, sideRatioLimit);
    if (!config.clip_border()) {
      return boxes;
    }
    Tensor points = boxes.view(pointShape(codes));
    Tensor x = Ops.clamp(points.select(-1, 0), 0, width);
    Tensor y = Ops.clamp(points.select(-1, 1), 0, height);
    return Ops.stack(List.of(x, y), -1).view(Tensors.shape(codes));
  }

  /** (..., n, K*4) as (..., n, K, 4). */
  private static long[] codeShape(Tensor codes) {
    return split(codes, 4);
  }

  /** (..., n, K*4) as (..., n, K*2, 2): x and y of each corner. */
  private static long[] pointShape(Tensor codes) {
    return split(codes, 2);
  }

  private static long[] split(Tensor codes, long size) {
    long[] shape = Tensors.shape(codes);
    long[] wanted = Arrays.copyOf(shape, shape.length + 1);
    wanted[shape.length - 1] = shape[shape.length - 1] / size;
    wanted[shape.length] = size;
    return wanted;
  }

  /** Two numbers from {@code from} on, (..., 2). */
  private static Tensor last(Tensor tensor, int from) {
    return Ops.slice(tensor, -1, from, from + 2L);
  }

  private static Tensor row(List<Double> values, Tensor like) {
    float[] floats = new float[values.size()];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = values.get(i).floatValue();
    }
    return Ops.to(Ops.toDeviceOf(Tensors.of(floats, floats.length), like), DType.of(like));
  }
}
