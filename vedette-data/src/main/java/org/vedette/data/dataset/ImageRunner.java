package org.vedette.data.dataset;

import org.vedette.base.DataException;
import org.vedette.base.RandomSource;
import org.vedette.data.Dataset;
import org.vedette.data.Pipeline;
import org.vedette.data.Sample;
import org.vedette.data.Visit;

/**
 * Runs the steps of a dataset of files; in training it tries other images in place of those of no
 * use.
 */
final class ImageRunner extends StepRunner {
  private final Dataset dataset;
  private final boolean testMode;
  private final int maxRefetch;

  /**
   * A runner.
   *
   * @param testMode whether an image of no use is an error
   * @param maxRefetch how many others are tried
   */
  ImageRunner(Dataset dataset, Pipeline pipeline, boolean testMode, int maxRefetch) {
    super(pipeline, testMode ? 1 : maxRefetch + 1);
    this.dataset = dataset;
    this.testMode = testMode;
    this.maxRefetch = maxRefetch;
  }

  @Override
  Sample begin(Visit visit, int attempt, RandomSource random) {
    int index = attempt == 0 ? visit.index() : random.nextInt(dataset.size());
    return new Sample(dataset.record(index));
  }

  @Override
  DataException useless(Visit visit) {
    String record = dataset.record(visit.index()).toString();
    if (testMode) {
      return new DataException(
          record + ": a step of the pipeline found the image of no use, which no test allows");
    }
    return new DataException(
        "no usable image among "
            + (maxRefetch + 1)
            + " tried, starting with "
            + record
            + "; check the pipeline's crops and filters");
  }
}
