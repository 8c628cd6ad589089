package org.vedette.models.preprocessors;

import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.vedette.base.ImageMeta;
import org.vedette.base.TensorException;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.core.Batch;
import org.vedette.core.Instances;
import org.vedette.core.StepContext;
import org.vedette.tensor.Functional;
import org.vedette.tensor.Ops;

/**
 * Resizes whole batches so that the shorter side gets a length, unless the longer one would get too
 * long, then pads (CrowdDet, Chu et al. 2020). Upstream: {@code BatchResize}. Masks do not follow,
 * so batches with masks are refused.
 */
@Component("BatchResize")
public final class BatchResize implements BatchAugment {
  /**
   * Settings.
   *
   * @param scale the shorter side's length and the longest that the longer may get, in any order
   * @param pad_size_divisor what height and width become multiples of by padding
   * @param pad_value value of padded pixels, after normalisation
   */
  public record Config(
      int[] scale, @Default("1") int pad_size_divisor, @Default("0") double pad_value) {
    /** Checks the size. */
    public Config {
      if (scale.length != 2 || scale[0] < 1 || scale[1] < 1) {
        throw new IllegalArgumentException("scale: expected two lengths above 0");
      }
      if (pad_size_divisor < 1) {
        throw new IllegalArgumentException("pad_size_divisor must be positive");
      }
    }

    private double factor(long height, long width) {
      double factor = Math.min(scale[0], scale[1]) / (double) Math.min(height, width);
      int longest = Math.max(scale[0], scale[1]);
      long longer = Math.max(height, width);
      return factor * longer > longest ? longest / (double) longer : factor;
    }

    private long padded(long side) {
      return (side + pad_size_divisor - 1) / pad_size_divisor * pad_size_divisor;
    }
  }

  private final Config config;

  /** An augmentation with the given settings. */
  public BatchResize(Config config) {
    this.config = config;
  }

  @Override
  public Batch apply(Batch batch, StepContext step) {
    if (batch.truths().stream().anyMatch(truth -> truth.masks() != null)) {
      throw new TensorException("BatchResize resizes images and boxes, but the batch has masks");
    }
    double factor = config.factor(batch.images().size(2), batch.images().size(3));
    long height = (long) Math.rint(batch.images().size(2) * factor);
    long width = (long) Math.rint(batch.images().size(3) * factor);
    Tensor images = Functional.upsampleBilinear(batch.images(), height, width, false);
    long padHeight = config.padded(height);
    long padWidth = config.padded(width);
    images = Padding.images(images, padHeight, padWidth, config.pad_value());
    List<ImageMeta> metas =
        batch.metas().stream()
            .map(meta -> meta.resized(factor, factor).withPad((int) padHeight, (int) padWidth))
            .map(meta -> meta.withScale(factor, factor))
            .toList();
    List<Instances> truths =
        batch.truths().stream()
            .map(t -> Instances.truths(Ops.mul(t.boxes(), factor), t.labels(), null))
            .toList();
    List<Tensor> ignored = batch.ignored().stream().map(boxes -> Ops.mul(boxes, factor)).toList();
    return new Batch(images, metas, truths, ignored);
  }
}
