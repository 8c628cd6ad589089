package org.vedette.core;

/**
 * A head that trains differently in the last epochs, once strong augmentation is off; YOLOX adds a
 * loss then.
 */
public interface TrainPhaseSwitch {
  /** Switches the extra loss on or off. */
  void useL1(boolean on);
}
