package org.vedette.models.task.coders;

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
 * The coder of MMDetection 1.x: as {@link DeltaXywhBboxCoder}, but a box is one pixel wider and
 * higher than its corners are apart, and inside an image means up to its last pixel. For weights of
 * that time.
 */
@Component("LegacyDeltaXYWHBBoxCoder")
public final class LegacyDeltaXywhBboxCoder implements BoxCoder {
  /**
   * Settings.
   *
   * @param target_means what is subtracted from codes
   * @param target_stds what codes are divided by
   * @param use_box_type whether upstream wraps the boxes; the numbers are the same
   */
  public record Config(
      @Default("(0.0, 0.0, 0.0, 0.0)") List<Double> target_means,
      @Default("(1.0, 1.0, 1.0, 1.0)") List<Double> target_stds,
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
  public LegacyDeltaXywhBboxCoder(Config config) {
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
    Tensor width = Ops.add(p.width(), 1.0);
    Tensor height = Ops.add(p.height(), 1.0);
    Tensor x = center(b.x1(), b.x2()).sub(center(p.x1(), p.x2())).div(width);
    Tensor y = center(b.y1(), b.y2()).sub(center(p.y1(), p.y2())).div(height);
    Tensor growX = Ops.add(b.width(), 1.0).div(width).log();
    Tensor growY = Ops.add(b.height(), 1.0).div(height).log();
    Tensor codes = Ops.stack(List.of(x, y, growX, growY), -1);
    return codes.sub(row(config.target_means(), codes)).div(row(config.target_stds(), codes));
  }

  private static Tensor center(Tensor low, Tensor high) {
    return Ops.mul(low.add(high), 0.5);
  }

  @Override
  public Tensor decode(Tensor priors, Tensor codes) {
    Tensor each = perBox(codes);
    Tensor scaled =
        each.mul(row(config.target_stds(), codes)).add(row(config.target_means(), codes));
    Tensor prior = priors.unsqueeze(-2);
    Tensor size = Ops.add(pair(prior, 2).sub(pair(prior, 0)), 1.0);
    double limit = Math.abs(Math.log(DeltaXywhBboxCoder.SIDE_RATIO_LIMIT));
    Tensor growth = Ops.clamp(pair(scaled, 2), -limit, limit);
    Tensor middle = center(pair(prior, 0), pair(prior, 2)).add(size.mul(pair(scaled, 0)));
    Tensor half = Ops.mul(size.mul(growth.exp()), 0.5);
    return Ops.cat(List.of(middle.sub(half), middle.add(half)), -1).view(Tensors.shape(codes));
  }

  @Override
  public Tensor decode(Tensor priors, Tensor codes, int height, int width) {
    Tensor boxes = perBox(decode(priors, codes));
    Tensor x = Ops.clamp(Ops.slice(boxes, -1, 0, 4, 2), 0, width - 1.0);
    Tensor y = Ops.clamp(Ops.slice(boxes, -1, 1, 4, 2), 0, height - 1.0);
    return Ops.stack(List.of(x, y), -1).view(Tensors.shape(codes));
  }

  /** (..., n, K*4) as (..., n, K, 4). */
  private static Tensor perBox(Tensor codes) {
    return codes.unflatten(-1, new long[] {codes.size(-1) / 4, 4});
  }

  /** Two numbers from {@code from} on, (..., 2). */
  private static Tensor pair(Tensor tensor, int from) {
    return Ops.slice(tensor, -1, from, from + 2L);
  }

  private static Tensor row(List<Double> values, Tensor like) {
    double[] numbers = values.stream().mapToDouble(Double::doubleValue).toArray();
    return Ops.to(Ops.toDeviceOf(Tensors.of(numbers, numbers.length), like), DType.of(like));
  }
}
