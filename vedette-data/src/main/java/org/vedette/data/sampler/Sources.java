package org.vedette.data.sampler;

import java.util.List;
import org.vedette.base.DataException;
import org.vedette.data.Dataset;
import org.vedette.data.dataset.ConcatDataset;

/** What the samplers of several sources share. */
final class Sources {
  private Sources() {}

  static void checkRatio(String key, List<Double> ratio) {
    boolean fits = !ratio.isEmpty() && ratio.stream().allMatch(r -> r >= 0);
    if (!fits || ratio.stream().mapToDouble(Double::doubleValue).sum() <= 0) {
      throw new IllegalArgumentException("'" + key + "' must be numbers of which some are above 0");
    }
  }

  /** The dataset as one of several parts, of which there must be as many as a key has items. */
  static ConcatDataset of(Dataset dataset, String sampler, String key, int count) {
    if (!(dataset instanceof ConcatDataset all)) {
      throw new DataException(
          sampler
              + " chooses among the parts of a ConcatDataset, but the dataset is a "
              + dataset.getClass().getSimpleName());
    }
    if (all.datasets().size() != count) {
      throw new DataException(
          "%s: '%s' has %d items, but the ConcatDataset has %d datasets"
              .formatted(sampler, key, count, all.datasets().size()));
    }
    return all;
  }
}
