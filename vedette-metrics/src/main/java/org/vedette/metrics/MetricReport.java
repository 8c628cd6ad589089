package org.vedette.metrics;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a metric found.
 *
 * @param values the figures by name such as {@code coco/bbox_mAP}, in the order to print; NaN where
 *     there is nothing to judge
 * @param text tables and summaries for the console, line by line; may be empty
 */
public record MetricReport(Map<String, Double> values, String text) {
  /** Keeps a copy in the order given. */
  public MetricReport {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }
}
