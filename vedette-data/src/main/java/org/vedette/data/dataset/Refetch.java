package org.vedette.data.dataset;

import org.vedette.base.DataException;
import org.vedette.base.RandomSource;
import org.vedette.data.Dataset;
import org.vedette.data.ImageRecord;
import org.vedette.data.Pipeline;
import org.vedette.data.Sample;

/**
 * Runs a dataset's pipeline, and in training tries other images in place of those of no use.
 *
 * @param pipeline the steps
 * @param testMode whether an image of no use is an error
 * @param maxRefetch how many others are tried
 */
record Refetch(Pipeline pipeline, boolean testMode, int maxRefetch) {
  /** The sample of an index, or in training of another one. */
  Sample sample(Dataset dataset, int index, RandomSource random) {
    int current = index;
    for (int tries = 0; tries <= maxRefetch; tries++) {
      ImageRecord record = dataset.record(current);
      Sample sample = pipeline.apply(new Sample(record), random);
      if (sample != null) {
        return sample;
      }
      if (testMode) {
        throw new DataException(
            record + ": a step of the pipeline found the image of no use, which no test allows");
      }
      current = random.nextInt(dataset.size());
    }
    throw new DataException(
        "no usable image among "
            + (maxRefetch + 1)
            + " tried, starting with "
            + dataset.record(index)
            + "; check the pipeline's crops and filters");
  }
}
