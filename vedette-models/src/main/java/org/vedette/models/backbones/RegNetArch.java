package org.vedette.models.backbones;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.vedette.config.ConfigNode;
import org.vedette.config.ScalarNode;
import org.vedette.config.component.BindContext;
import org.vedette.config.component.FromConfig;

/**
 * The few numbers from which the widths and depths of a RegNet follow.
 *
 * @param sizes the numbers
 */
record RegNetArch(Sizes sizes) {
  private static final int DIVISOR = 8;
  private static final Map<String, Sizes> KNOWN = new LinkedHashMap<>();

  static {
    KNOWN.put("regnetx_400mf", new Sizes(24, 24.48, 2.54, 16, 22, 1));
    KNOWN.put("regnetx_800mf", new Sizes(56, 35.73, 2.28, 16, 16, 1));
    KNOWN.put("regnetx_1.6gf", new Sizes(80, 34.01, 2.25, 24, 18, 1));
    KNOWN.put("regnetx_3.2gf", new Sizes(88, 26.31, 2.25, 48, 25, 1));
    KNOWN.put("regnetx_4.0gf", new Sizes(96, 38.65, 2.43, 40, 23, 1));
    KNOWN.put("regnetx_6.4gf", new Sizes(184, 60.83, 2.07, 56, 17, 1));
    KNOWN.put("regnetx_8.0gf", new Sizes(80, 49.56, 2.88, 120, 23, 1));
    KNOWN.put("regnetx_12gf", new Sizes(168, 73.36, 2.37, 112, 19, 1));
  }

  /**
   * The numbers.
   *
   * @param w0 channels of the first block
   * @param wa how many channels each block has more than the one before
   * @param wm the ratio of the widths of two stages
   * @param group_w channels of a group
   * @param depth how many blocks there are
   * @param bot_mul channels inside a block, per channel of its output
   */
  record Sizes(int w0, double wa, double wm, int group_w, int depth, double bot_mul) {
    /** Checks that widths follow from the numbers. */
    Sizes {
      if (wa < 0 || w0 <= 0 || wm <= 1 || w0 % DIVISOR != 0) {
        throw new IllegalArgumentException(
            "arch: expected wa >= 0, wm > 1 and w0 a multiple of 8, got wa=%s, wm=%s, w0=%d"
                .formatted(wa, wm, w0));
      }
    }
  }

  /**
   * A stage.
   *
   * @param width channels of each block's output
   * @param blocks how many there are
   * @param groups of the blocks' 3x3 convolutions
   * @param groupWidth channels of a group
   */
  record Stage(int width, int blocks, int groups, int groupWidth) {}

  /** Reads a name or a dict of the numbers. */
  @FromConfig
  static RegNetArch of(ConfigNode node, BindContext context) {
    if (node instanceof ScalarNode scalar && scalar.value() instanceof String name) {
      if (!KNOWN.containsKey(name)) {
        throw new IllegalArgumentException("expected one of " + String.join(", ", KNOWN.keySet()));
      }
      return new RegNetArch(KNOWN.get(name));
    }
    return new RegNetArch(context.bind(Sizes.class, node));
  }

  /** The stages: runs of blocks whose widths, rounded to a geometric series, are equal. */
  List<Stage> stages() {
    List<Stage> stages = new ArrayList<>();
    int start = 0;
    for (int i = 1; i <= sizes.depth; i++) {
      if (i == sizes.depth || width(i) != width(start)) {
        stages.add(stage(width(start), i - start));
        start = i;
      }
    }
    return stages;
  }

  /** Channels of a block before they are fitted to the groups. */
  private int width(int block) {
    double wanted = block * sizes.wa + sizes.w0;
    double power = Math.rint(Math.log(wanted / sizes.w0) / Math.log(sizes.wm));
    return (int) (Math.rint(sizes.w0 * Math.pow(sizes.wm, power) / DIVISOR) * DIVISOR);
  }

  /** Fits the width to a whole number of groups. */
  private Stage stage(int width, int blocks) {
    int inside = (int) (width * sizes.bot_mul);
    int group = Math.min(sizes.group_w, inside);
    int whole = (int) (Math.rint((double) inside / group) * group);
    int out = (int) (whole / sizes.bot_mul);
    int groups = (int) Math.rint(out * sizes.bot_mul) / group;
    return new Stage(out, blocks, groups, group);
  }
}
