package org.vedette.engine.hook;

import java.util.List;
import java.util.Locale;

/** Which of two figures is better. */
enum Rule {
  /** A higher one, such as AP. */
  GREATER,
  /** A lower one, such as a loss. */
  LESS;

  /** Upstream's words for figures of which more is better, and of which less is. */
  private static final List<String> MORE =
      List.of(
          "acc",
          "top",
          "AR@",
          "auc",
          "precision",
          "mAP",
          "mDice",
          "mIoU",
          "mAcc",
          "aAcc",
          "AP",
          "AR");

  private static final List<String> FEWER = List.of("loss");

  /**
   * The rule of a config.
   *
   * @param rule {@code greater}, {@code less}, or null for what the figure's name tells
   * @throws IllegalArgumentException when neither tells
   */
  static Rule of(String rule, String figure) {
    if (rule != null) {
      return switch (rule) {
        case "greater" -> GREATER;
        case "less" -> LESS;
        default -> throw new IllegalArgumentException("'rule' must be 'greater' or 'less'");
      };
    }
    String name = figure.toLowerCase(Locale.ROOT);
    if (FEWER.stream().anyMatch(name::contains)) {
      return LESS;
    }
    if (MORE.stream().anyMatch(word -> name.contains(word.toLowerCase(Locale.ROOT)))) {
      return GREATER;
    }
    throw new IllegalArgumentException(
        "whether more or less of '"
            + figure
            + "' is better is not known: set 'rule' to 'greater' or 'less'");
  }

  boolean isBetter(double score, double than) {
    return this == GREATER ? score > than : score < than;
  }

  double worst() {
    return this == GREATER ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
  }
}
