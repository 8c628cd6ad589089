package org.vedette.api.parity;

import org.vedette.api.parity.SectionResult.Status;

/**
 * Collects the deviations of a section and keeps the worst, measured against each one's own limit.
 */
final class Deviations {
  /** The reference's own sensitivity beyond which a comparison proves nothing. */
  private static final double LOOSE = 1e-3;

  private static final double LARGEST_LIMIT = 1e-2;

  private double worstRatio = -1;
  private double deviation = Double.NaN;
  private double limit;
  private String at = "";
  private int compared;
  private int loose;
  private boolean failed;

  /** Adds a comparison with a fixed limit. */
  void add(String where, double found, double allowed) {
    compared++;
    double ratio = allowed > 0 ? found / allowed : found == 0 ? 0 : Double.POSITIVE_INFINITY;
    if (Double.isNaN(found)) {
      ratio = Double.POSITIVE_INFINITY;
    }
    if (ratio > worstRatio) {
      worstRatio = ratio;
      deviation = found;
      limit = allowed;
      at = where;
    }
    failed |= !(ratio <= 1);
  }

  /** Adds a comparison whose limit grows with the reference's own sensitivity. */
  void add(String where, double found, double allowed, double sensitivity) {
    if (sensitivity > LOOSE) {
      loose++;
      return;
    }
    add(where, found, limit(allowed, sensitivity));
  }

  /** The limit of a comparison whose reference is as sensitive as given. */
  static double limit(double allowed, double sensitivity) {
    return Math.max(allowed, Math.min(LARGEST_LIMIT, 10 * sensitivity));
  }

  /** Notes a mismatch that has no measure. */
  void fail(String where) {
    add(where, Double.POSITIVE_INFINITY, 0);
  }

  /** Notes a comparison that the reference makes meaningless. */
  void loose() {
    loose++;
  }

  /** The section's outcome. */
  SectionResult result() {
    String note = loose == 0 ? "" : loose + " of " + (compared + loose) + " entries are loose";
    Status status = failed ? Status.FAIL : loose > 0 ? Status.LOOSE : Status.PASS;
    if (compared + loose == 0) {
      return SectionResult.missing("nothing to compare");
    }
    return new SectionResult(status, deviation, limit, at, note);
  }
}
