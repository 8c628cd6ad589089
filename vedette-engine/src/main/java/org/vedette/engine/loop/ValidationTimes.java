package org.vedette.engine.loop;

import java.util.List;

/**
 * When to validate, counted in epochs or steps that are done.
 *
 * @param begin not before so many
 * @param interval every so many
 * @param dynamic pairs of a milestone and the interval from there on, milestones rising
 * @param end the last of the run, after which validation always runs
 */
record ValidationTimes(long begin, int interval, List<int[]> dynamic, long end) {
  /** Checks the numbers. */
  ValidationTimes {
    if (interval < 1) {
      throw new IllegalArgumentException("'val_interval' must be above 0");
    }
    dynamic = dynamic == null ? List.of() : List.copyOf(dynamic);
    for (int i = 0; i < dynamic.size(); i++) {
      int[] pair = dynamic.get(i);
      if (pair.length != 2 || pair[1] < 1 || (i > 0 && pair[0] <= dynamic.get(i - 1)[0])) {
        throw new IllegalArgumentException(
            "'dynamic_intervals': expected pairs (milestone, interval) of rising milestones");
      }
    }
  }

  boolean after(long done) {
    int now = interval;
    for (int[] pair : dynamic) {
      // Upstream takes the interval of what follows.
      if (pair[0] <= done + 1) {
        now = pair[1];
      }
    }
    return done >= begin && (done % now == 0 || done == end);
  }
}
