package org.vedette.core;

/** A head that tells how many classes it predicts. */
public interface HasNumClasses {
  /** The number of classes, background not counted. */
  int numClasses();
}
