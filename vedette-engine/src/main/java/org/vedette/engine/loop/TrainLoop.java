package org.vedette.engine.loop;

import org.vedette.config.component.ComponentKind;
import org.vedette.engine.Run;

/** How long training is and when it is interrupted to validate: what {@code train_cfg} names. */
@ComponentKind("train_loop")
public interface TrainLoop {
  /** The length of the run on data of so many steps an epoch. */
  Run.Span span(int epochLength);

  /** Whether to validate once so many epochs, or steps in a loop by iterations, are done. */
  boolean validatesAfter(long done);
}
