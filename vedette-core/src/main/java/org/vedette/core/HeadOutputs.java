package org.vedette.core;

/** What a head's forward gives, in types of its own. */
public interface HeadOutputs {
  /**
   * All tensors, in the order of the upstream head's tuple. One that is missing here may hold no
   * numbers in inference: only what a network gives is surely computed.
   */
  Outputs tree();
}
