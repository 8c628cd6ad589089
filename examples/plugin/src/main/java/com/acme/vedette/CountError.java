package com.acme.vedette;

import java.util.List;
import java.util.Map;
import org.vedette.base.Detections;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.metrics.ImageTruth;
import org.vedette.metrics.Metric;
import org.vedette.metrics.MetricReport;

/**
 * How far the number of detections of an image is from the number of its objects, on average: what
 * counts where objects are counted. Lower is better: {@code save_best='count/error'} wants {@code
 * rule='less'}.
 */
@Component("acme.CountError")
public final class CountError implements Metric {
  private final double scoreThreshold;
  private long images;
  private long error;

  /**
   * Settings.
   *
   * @param score_thr the lowest score of a detection that counts
   */
  public record Config(@Default("0.5") double score_thr) {}

  /** A metric with these settings. */
  public CountError(Config config) {
    scoreThreshold = config.score_thr();
  }

  @Override
  public void start(List<String> classNames) {
    images = 0;
    error = 0;
  }

  @Override
  public boolean needsTruth() {
    return true;
  }

  @Override
  public void add(long imageId, Detections detections, ImageTruth truth) {
    int count = 0;
    for (float score : detections.scores()) {
      count += score >= scoreThreshold ? 1 : 0;
    }
    for (boolean ignored : truth.ignored()) {
      count -= ignored ? 0 : 1;
    }
    images++;
    error += Math.abs(count);
  }

  @Override
  public MetricReport report() {
    // NaN says that there was nothing to judge.
    double mean = images == 0 ? Double.NaN : (double) error / images;
    return new MetricReport(Map.of("count/error", mean), "");
  }
}
