package org.vedette.data.transform;

import org.vedette.base.RandomSource;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.data.Sample;
import org.vedette.data.Transform;
import org.vedette.data.Truths;
import org.vedette.data.image.ImageOps;
import org.vedette.data.mask.BitmapMasks;
import org.vedette.data.mask.InstanceMasks;

/**
 * Gives an image without annotations no objects, as the steps that follow expect some list of them.
 * Upstream: mmdet's {@code LoadEmptyAnnotations}.
 */
@Component("LoadEmptyAnnotations")
public final class LoadEmptyAnnotations implements Transform {
  private final Config config;

  /**
   * Settings.
   *
   * @param with_bbox whether there are boxes, none of them
   * @param with_label whether they have labels
   * @param with_mask whether they have masks, which are bitmaps
   * @param with_seg whether there is a semantic map, which says nothing anywhere
   * @param seg_ignore_label the label of that map
   */
  public record Config(
      @Default("True") boolean with_bbox,
      @Default("True") boolean with_label,
      @Default("False") boolean with_mask,
      @Default("False") boolean with_seg,
      @Default("255") int seg_ignore_label) {}

  /** A step with these settings. */
  public LoadEmptyAnnotations(Config config) {
    this.config = config;
  }

  @Override
  public Sample apply(Sample sample, RandomSource random) {
    int height = sample.image().height();
    int width = sample.image().width();
    if (config.with_bbox() || config.with_label() || config.with_mask()) {
      int[] labels = config.with_label() ? new int[0] : null;
      InstanceMasks masks =
          config.with_mask() ? new BitmapMasks(new byte[0][], height, width) : null;
      sample.truths(new Truths(new float[0], labels, new boolean[0], masks, config.with_bbox()));
    }
    if (config.with_seg()) {
      double[] label = {config.seg_ignore_label()};
      sample.replaceSegMap(ImageOps.filled(height, width, 1, false, label));
      sample.segIgnoreIndex(config.seg_ignore_label());
    }
    return sample;
  }
}
