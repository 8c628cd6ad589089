package org.vedette.data;

import java.util.List;
import org.vedette.config.component.ComponentKind;

/** Groups an epoch's images into batches. */
@ComponentKind("batch_sampler")
public interface BatchSampler {
  /** The batches, in order, from the order that a {@link Sampler} gave. */
  List<int[]> batches(Dataset dataset, int[] order, int batchSize);

  /** The batches, in order, from an order without an end. */
  Batches endless(Dataset dataset, EndlessOrder order, int batchSize);
}
