package org.vedette.core.task;

import org.bytedeco.pytorch.Tensor;
import org.vedette.config.component.ComponentKind;
import org.vedette.core.Instances;

/** Decides which priors of an image learn which truth. */
@ComponentKind("assigner")
public interface Assigner {
  /**
   * Matches priors with truths.
   *
   * @param predictions the priors and what was predicted there
   * @param truths boxes (G, 4), labels (G) and, for some, masks
   * @param ignored boxes (k, 4) of regions that do not count, or null
   */
  Assignment assign(Predictions predictions, Instances truths, Tensor ignored);
}
