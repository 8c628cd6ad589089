package org.vedette.data.transform;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.vedette.base.RandomSource;
import org.vedette.base.Suggestions;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.data.Sample;
import org.vedette.data.Transform;

/**
 * Ends a pipeline: checks that there is an image to hand to the model. A {@link Sample} needs no
 * packing; its flags tell objects to be ignored. Upstream: mmdet's {@code PackDetInputs}.
 */
@Component("PackDetInputs")
public final class PackDetInputs implements Transform {
  private static final Set<String> KNOWN =
      new TreeSet<>(
          List.of(
              "border",
              "custom_entities",
              "flip",
              "flip_direction",
              "gt_masks",
              "homography_matrix",
              "image_id",
              "image_level_labels",
              "img_id",
              "img_norm_cfg",
              "img_path",
              "img_shape",
              "instances",
              "ori_shape",
              "pad_shape",
              "proposals",
              "sample_idx",
              "scale_factor",
              "seg_map_path",
              "stuff_text",
              "text",
              "tokens_positive"));

  /**
   * Settings.
   *
   * @param meta_keys what a model is to know of an image besides its pixels. A sample carries all
   *     that the pipeline has made known anyway, so this only checks the names
   */
  public record Config(
      @Default(
              "('img_id', 'img_path', 'ori_shape', 'img_shape', 'scale_factor', 'flip',"
                  + " 'flip_direction')")
          List<String> meta_keys) {
    /** Checks the names. */
    public Config {
      for (String key : meta_keys) {
        if (!KNOWN.contains(key)) {
          throw new IllegalArgumentException(
              ("unknown meta key '" + key + "' " + Suggestions.didYouMean(key, KNOWN)).strip());
        }
      }
    }
  }

  /** A step with these settings. */
  public PackDetInputs(Config config) {
    // The names were checked; there is nothing to keep.
  }

  @Override
  public Sample apply(Sample sample, RandomSource random) {
    sample.image();
    return sample;
  }
}
