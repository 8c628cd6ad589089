package org.vedette.core;

import org.vedette.tensor.Layer;

/** A model of two of the same build, one of which learns from the data and the other from it. */
public interface TeacherStudent {
  /** The one that follows. */
  Layer teacher();

  /** The one that gradients change. */
  Layer student();
}
