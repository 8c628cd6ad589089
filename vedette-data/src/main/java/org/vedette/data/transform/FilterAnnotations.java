package org.vedette.data.transform;

import org.vedette.base.DataException;
import org.vedette.base.RandomSource;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.data.Sample;
import org.vedette.data.Transform;
import org.vedette.data.Truths;

/** Drops objects that are too small. Upstream: mmdet's {@code FilterAnnotations}. */
@Component("FilterAnnotations")
public final class FilterAnnotations implements Transform {
  private final Config config;

  /**
   * Settings.
   *
   * @param min_gt_bbox_wh a box must be wider and higher than these (width, height)
   * @param min_gt_mask_area a mask must have this many pixels or more
   * @param by_box whether boxes are looked at
   * @param by_mask whether masks are looked at
   * @param keep_empty whether an image of which no object remains is of no use (upstream's name
   *     says the opposite)
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record Config(
      @Default("(1, 1)") double[] min_gt_bbox_wh,
      @Default("1") double min_gt_mask_area,
      @Default("True") boolean by_box,
      @Default("False") boolean by_mask,
      @Default("True") boolean keep_empty) {
    /** Checks that something is looked at. */
    public Config {
      if (!by_box && !by_mask) {
        throw new IllegalArgumentException("'by_box' or 'by_mask' must be True");
      }
      if (min_gt_bbox_wh.length != 2) {
        throw new IllegalArgumentException("'min_gt_bbox_wh' must be (width, height)");
      }
    }
  }

  /** A step with these settings. */
  public FilterAnnotations(Config config) {
    this.config = config;
  }

  @Override
  public Sample apply(Sample sample, RandomSource random) {
    Truths truths = sample.truths();
    if (truths == null || !truths.boxed() || (config.by_mask() && truths.masks() == null)) {
      throw new DataException(
          sample.record() + ": FilterAnnotations needs boxes, and masks with by_mask=True");
    }
    if (truths.size() == 0) {
      return sample;
    }
    double[] least = config.min_gt_bbox_wh();
    boolean[] keep = BoxOps.bigger(truths.boxes(), least[0], least[1]);
    double[] areas = config.by_mask() ? truths.masks().areas() : null;
    for (int i = 0; i < keep.length; i++) {
      keep[i] =
          (keep[i] || !config.by_box()) && (areas == null || areas[i] >= config.min_gt_mask_area());
    }
    if (!BoxOps.any(keep) && config.keep_empty()) {
      return null;
    }
    sample.truths(truths.select(keep));
    return sample;
  }
}
