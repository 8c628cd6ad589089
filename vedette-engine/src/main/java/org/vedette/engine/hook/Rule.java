package org.vedette.engine.hook;

import java.util.List;
import java.util.Locale;

/** Which of two figures is better. */
enum Rule {
  /** A higher one, such as AP. */
  GREATER,
  /** A lower one, such as a loss. */
  LESS;

  /** Upstream's parts of names of figures of which more is better. */
  private static final List<String> MORE =
      List.of("acc", "top", "AR@", "auc", "precision", "mAP", "mDice", "mIoU", "mAcc", "aAcc");

  /** Upstream's parts of names of figures of which less is better. */
  private static final List<String> FEWER = List.of("loss");

  /** What upstream does not guess, but figures of detection leave no doubt about. */
  private static final List<String> OWN = List.of("AP", "AR");

  /**
   * The rule of a config.
   *
   * @param rule {@code greater}, {@code less}, or null for what the figure's name tells
   * @throws IllegalArgumentException when neither tells
   */
  static Rule of(String rule, String figure) {
    return of(rule, figure, null, null);
  }

  /**
   * The rule of a config that may say by itself what names tell.
   *
   * @param greater parts of names of figures of which more is better; null: upstream's
   * @param less parts of names of figures of which less is better; null: upstream's
   */
  static Rule of(String rule, String figure, List<String> greater, List<String> less) {
    if (rule != null) {
      return switch (rule) {
        case "greater" -> GREATER;
        case "less" -> LESS;
        default -> throw new IllegalArgumentException("'rule' must be 'greater' or 'less'");
      };
    }
    List<String> more = greater == null ? MORE : greater;
    List<String> fewer = less == null ? FEWER : less;
    // Upstream's order: whole names go before parts, more before less.
    if (more.stream().anyMatch(figure::equalsIgnoreCase)) {
      return GREATER;
    }
    if (fewer.stream().anyMatch(figure::equalsIgnoreCase)) {
      return LESS;
    }
    if (isPart(more, figure)) {
      return GREATER;
    }
    if (isPart(fewer, figure)) {
      return LESS;
    }
    if (greater == null && isPart(OWN, figure)) {
      return GREATER;
    }
    throw new IllegalArgumentException(
        "whether more or less of '"
            + figure
            + "' is better is not known: set 'rule' to 'greater' or 'less'");
  }

  private static boolean isPart(List<String> parts, String figure) {
    String name = figure.toLowerCase(Locale.ROOT);
    return parts.stream().anyMatch(part -> name.contains(part.toLowerCase(Locale.ROOT)));
  }

  boolean isBetter(double score, double than) {
    return this == GREATER ? score > than : score < than;
  }

  double worst() {
    return this == GREATER ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
  }
}
