package org.vedette.engine;

import java.util.List;
import java.util.Locale;
import org.vedette.base.Detections;
import org.vedette.data.Dataset;
import org.vedette.data.Sample;

/**
 * One batch of an evaluation, as hooks see it.
 *
 * @param phase which evaluation
 * @param batchIndex position in the evaluation, from 0
 * @param batches how many batches there are
 * @param dataset what is evaluated on
 * @param samples the images, open until the step is over
 * @param detections what was found in each, in pixels of the original image
 * @param dataSeconds how long the batch was waited for
 * @param seconds how long it took in all
 */
public record EvalStep(
    Phase phase,
    int batchIndex,
    int batches,
    Dataset dataset,
    List<Sample> samples,
    List<Detections> detections,
    double dataSeconds,
    double seconds) {
  /** Which evaluation of a run. */
  public enum Phase {
    /** On the validation data, between epochs. */
    VAL,
    /** On the test data. */
    TEST;

    /** The name in keys of configs and logs: {@code val}, {@code test}. */
    public String key() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
