package org.vedette.api.parity;

/**
 * How one section of a fixture compared.
 *
 * @param status whether it agrees
 * @param deviation the largest deviation relative to its limit, as a plain deviation; NaN when
 *     nothing could be compared
 * @param limit what the deviation may be
 * @param at where the largest deviation stands, such as {@code 0.2} or a parameter's name
 * @param note what a reader should know besides; empty as a rule
 */
public record SectionResult(Status status, double deviation, double limit, String at, String note) {
  /** How a comparison ended. */
  public enum Status {
    /** Within its limit. */
    PASS,
    /** Beyond its limit, or held by the record and not compared. */
    FAIL,
    /**
     * The reference itself moves more than 1e-3 when its input moves by 1e-6: shown, never a pass.
     */
    LOOSE
  }

  /** A section that the record holds and this build cannot compute. */
  public static SectionResult missing(String why) {
    return new SectionResult(Status.FAIL, Double.NaN, 0, "", why);
  }
}
