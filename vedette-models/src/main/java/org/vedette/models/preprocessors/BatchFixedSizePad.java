package org.vedette.models.preprocessors;

import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.vedette.base.ImageMeta;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.core.Batch;
import org.vedette.core.Instances;
import org.vedette.core.StepContext;

/**
 * Pads whole batches on the right and at the bottom to one size; a side that is longer already
 * stays as it is. Upstream: {@code BatchFixedSizePad}.
 */
@Component("BatchFixedSizePad")
public final class BatchFixedSizePad implements BatchAugment {
  /**
   * Settings.
   *
   * @param size the size (height, width) in pixels
   * @param img_pad_value value of padded pixels, after normalisation
   * @param pad_mask whether masks are padded, too
   * @param mask_pad_value value of padded pixels of masks
   * @param pad_seg whether maps of semantic segmentation are padded, too, where a batch has them
   * @param seg_pad_value value of padded pixels of such maps
   */
  public record Config(
      int[] size,
      @Default("0") double img_pad_value,
      @Default("False") boolean pad_mask,
      @Default("0") int mask_pad_value,
      @Default("False") boolean pad_seg,
      @Default("255") int seg_pad_value) {
    /** Checks the size. */
    public Config {
      if (size.length != 2 || size[0] < 1 || size[1] < 1) {
        throw new IllegalArgumentException("size: expected (height, width), both above 0");
      }
    }
  }

  private final Config config;

  /** An augmentation with the given settings. */
  public BatchFixedSizePad(Config config) {
    this.config = config;
  }

  @Override
  public Batch apply(Batch batch, StepContext step) {
    long height = Math.max(config.size()[0], batch.images().size(2));
    long width = Math.max(config.size()[1], batch.images().size(3));
    if (height == batch.images().size(2) && width == batch.images().size(3)) {
      return batch;
    }
    Tensor images = Padding.images(batch.images(), height, width, config.img_pad_value());
    List<ImageMeta> metas =
        batch.metas().stream().map(meta -> meta.withPad((int) height, (int) width)).toList();
    List<Instances> truths = batch.truths();
    if (config.pad_mask()) {
      truths = truths.stream().map(truth -> padded(truth, height, width)).toList();
    }
    return new Batch(images, metas, truths, batch.ignored());
  }

  private Instances padded(Instances truth, long height, long width) {
    return truth.masks() == null
        ? truth
        : Instances.truths(
                truth.boxes(),
                truth.labels(),
                Padding.planes(truth.masks(), height, width, config.mask_pad_value()))
            .withOutlines(truth.outlines());
  }
}
