package org.vedette.models.preprocessors;

import org.vedette.config.component.ComponentKind;
import org.vedette.core.Batch;
import org.vedette.core.StepContext;

/** Changes a whole batch in training, after it was normalised and padded. */
@ComponentKind("batch_augment")
public interface BatchAugment {
  /** The changed batch; the given one is left as it is. */
  Batch apply(Batch batch, StepContext step);
}
