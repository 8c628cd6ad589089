package org.vedette.models.preprocessors;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.vedette.base.ImageMeta;
import org.vedette.base.RandomSource;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.core.Batch;
import org.vedette.core.Instances;
import org.vedette.core.StepContext;
import org.vedette.tensor.Functional;
import org.vedette.tensor.Ops;
import org.vedette.tensor.Tensors;

/**
 * Multi-scale training: every so many iterations another size, to which whole batches are resized.
 * The first iterations keep the size of the pipeline. The size belongs to the seed and the
 * iteration, so it is the same on every process and after a resume.
 */
@Component("BatchSyncRandomResize")
public final class BatchSyncRandomResize implements BatchAugment {
  private static final int NAME = "BatchSyncRandomResize".hashCode();

  /**
   * Settings.
   *
   * @param random_size_range least and greatest height, in pixels
   * @param interval iterations between changes
   * @param size_divisor what heights and widths are multiples of
   */
  public record Config(
      int[] random_size_range, @Default("10") int interval, @Default("32") int size_divisor) {
    /** Checks that there is a range to choose from. */
    public Config {
      if (random_size_range.length != 2 || random_size_range[0] > random_size_range[1]) {
        throw new IllegalArgumentException("random_size_range: expected (least, greatest)");
      }
      if (interval < 1 || size_divisor < 1) {
        throw new IllegalArgumentException("interval and size_divisor must be positive");
      }
      if (Math.rint((double) random_size_range[0] / size_divisor) < 1) {
        throw new IllegalArgumentException(
            "random_size_range: "
                + random_size_range[0]
                + " is no multiple of "
                + size_divisor
                + " but 0; expected "
                + size_divisor
                + " or more");
      }
    }

    /** The heights to choose from are {@code size_divisor} times the numbers from here ... */
    private int least() {
      return (int) Math.rint((double) random_size_range[0] / size_divisor);
    }

    /** ... to here. */
    private int greatest() {
      return (int) Math.rint((double) random_size_range[1] / size_divisor);
    }
  }

  private final Config config;

  /** An augmentation with the given settings. */
  public BatchSyncRandomResize(Config config) {
    this.config = config;
  }

  @Override
  public Batch apply(Batch batch, StepContext step) {
    long period = step.iteration() / config.interval();
    if (period == 0) {
      return batch;
    }
    long height = batch.images().size(2);
    long width = batch.images().size(3);
    // Not StepContext.random: that one differs between processes.
    int size =
        RandomSource.at(step.seed(), period, NAME).nextInt(config.least(), config.greatest() + 1);
    long newHeight = (long) config.size_divisor() * size;
    long newWidth = config.size_divisor() * (long) ((double) width / height * size);
    return newHeight == height && newWidth == width ? batch : resized(batch, newHeight, newWidth);
  }

  private static Batch resized(Batch batch, long height, long width) {
    double scaleY = (double) height / batch.images().size(2);
    double scaleX = (double) width / batch.images().size(3);
    Tensor images = Functional.upsampleBilinear(batch.images(), height, width, false);
    List<ImageMeta> metas =
        batch.metas().stream().map(meta -> meta.resized(scaleY, scaleX)).toList();
    List<Instances> truths = new ArrayList<>();
    for (Instances truth : batch.truths()) {
      Tensor boxes = scaled(truth.boxes(), scaleX, scaleY);
      truths.add(
          Instances.truths(boxes, truth.labels(), truth.masks()).withOutlines(truth.outlines()));
    }
    List<Tensor> ignored =
        batch.ignored().stream().map(boxes -> scaled(boxes, scaleX, scaleY)).toList();
    return new Batch(images, metas, truths, ignored);
  }

  private static Tensor scaled(Tensor boxes, double x, double y) {
    float[] factors = {(float) x, (float) y, (float) x, (float) y};
    return boxes.mul(Ops.toDeviceOf(Tensors.of(factors, 4), boxes));
  }
}
