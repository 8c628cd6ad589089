package org.vedette.engine.schedule.policy;

import org.vedette.engine.schedule.Cosines;

/** How an lr goes from one value to another. */
public enum Anneal {
  /** Along half a cosine. */
  COS,
  /** In a straight line. */
  LINEAR;

  /** The value when a share of the way is done. */
  double between(double start, double end, double share) {
    return this == COS ? cos(start, end, share, 1) : start + (end - start) * share;
  }

  /** Along half a cosine, from a value that lies a weight of the way from the end to the start. */
  static double cos(double start, double end, double share, double weight) {
    return end + 0.5 * weight * (start - end) * (Cosines.cos(Math.PI * share) + 1);
  }
}
