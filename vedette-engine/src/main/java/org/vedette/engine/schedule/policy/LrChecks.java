package org.vedette.engine.schedule.policy;

/** Checks that several policies make. */
final class LrChecks {
  private LrChecks() {}

  /** Refuses a number below 0, whose powers would be no learning rates. */
  static void notNegative(String key, double value) {
    if (!(value >= 0)) {
      throw new IllegalArgumentException(key + " " + value + ": expected 0 or more");
    }
  }

  /** Refuses what is no share. */
  static void share(String key, double value) {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException(key + " " + value + ": expected 0 to 1");
    }
  }
}
