package org.vedette.core;

/** What a head's forward gives, in types of its own. */
public interface HeadOutputs {
  /** The tensors in the order of the upstream head's tuple. */
  Outputs tree();
}
