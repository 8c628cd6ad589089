package org.vedette.api.logs;

import java.util.Map;

/**
 * One line of a run's {@code vis_data/*.json}.
 *
 * @param epoch the epoch it belongs to, from 1; 1 throughout where a run counts iterations only
 * @param step the iteration of a training step, or where in the run a validation stands
 * @param validation whether it holds the figures of a validation
 * @param values all numbers by their keys; figures without the prefix of their metric
 */
public record LogEntry(int epoch, double step, boolean validation, Map<String, Double> values) {}
