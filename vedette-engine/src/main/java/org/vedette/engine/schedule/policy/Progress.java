package org.vedette.engine.schedule.policy;

/**
 * How far a run is, in what a policy counts.
 *
 * @param byEpoch whether that is epochs; else steps
 * @param done epochs or steps that are done
 * @param total epochs or steps of the whole run
 * @param epochLength steps in an epoch
 */
public record Progress(boolean byEpoch, long done, long total, int epochLength) {
  /** The share of the run that is done. */
  double share() {
    return (double) done / total;
  }
}
