package org.vedette.core;

import java.util.List;

/** A detector of two stages, the second of which can be run for any regions. */
public interface TakesProposals {
  /** Whether it has no first stage, so that its images must come with proposals. */
  boolean needsProposals();

  /** The raw outputs of the second stage for the boxes of each image. */
  Outputs forward(Batch batch, List<Instances> proposals);
}
