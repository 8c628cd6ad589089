package org.vedette.models.necks;

import java.util.List;
import org.vedette.config.component.Default;

/**
 * Which levels a feature pyramid takes and gives.
 *
 * @param in_channels channels of each map of the backbone, finest first
 * @param out_channels channels of each output
 * @param num_outs how many levels there are
 * @param start_level the first map that is used, from 0
 * @param end_level the last map that is used; -1 for the last there is
 * @param add_extra_convs what convolutions for further levels start from; False for none of them
 * @param relu_before_extra_convs whether negative values are cut off before those convolutions,
 *     except before the first
 * @param no_norm_on_lateral whether lateral convolutions have a bias instead of a normalisation
 */
record PyramidLevels(
    List<Integer> in_channels,
    int out_channels,
    int num_outs,
    @Default("0") int start_level,
    @Default("-1") int end_level,
    @Default("False") ExtraConvs add_extra_convs,
    @Default("False") boolean relu_before_extra_convs,
    @Default("False") boolean no_norm_on_lateral) {
  /** Checks that the levels are there. */
  PyramidLevels {
    int last = in_channels.size() - 1;
    if (end_level < -1 || end_level > last) {
      throw new IllegalArgumentException(
          "end_level: expected -1 to " + last + ", got " + end_level);
    }
    if (start_level < 0 || start_level > (end_level == -1 ? last : end_level)) {
      throw new IllegalArgumentException(
          "start_level: expected a map from 0 to " + last + ", got " + start_level);
    }
    boolean toTheLast = end_level == -1 || end_level == last;
    int used = (toTheLast ? last : end_level) - start_level + 1;
    if (toTheLast ? num_outs < used : num_outs != used) {
      throw new IllegalArgumentException(
          "num_outs: expected %d%s, got %d"
              .formatted(used, toTheLast ? " or more" : " without levels beyond", num_outs));
    }
  }

  /** The first map that is not used. */
  int end() {
    return end_level == -1 ? in_channels.size() : end_level + 1;
  }

  /** How many maps are used. */
  int used() {
    return end() - start_level;
  }

  /** How many levels come beyond those. */
  int extra() {
    return num_outs - used();
  }
}
