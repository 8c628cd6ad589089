package org.vedette.base.pickle;

import java.util.Collection;

/** A pickled value that holds others. */
public interface PyNode {
  /** The values directly inside, keys aside (a key is a scalar or a small tuple). */
  Collection<?> children();
}
