package org.vedette.engine;

import java.util.List;
import java.util.Map;
import org.vedette.data.Sample;

/**
 * One step of training, as hooks see it.
 *
 * @param batchIndex position in the epoch, from 0; in a loop by iterations, in the run
 * @param samples what went through the pipeline, open until the step is over
 * @param losses each loss's value and their sum under {@code loss}, in order; empty before the
 *     forward pass
 */
public record TrainStep(int batchIndex, List<Sample> samples, Map<String, Double> losses) {}
