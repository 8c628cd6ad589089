package org.vedette.api.logs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.vedette.base.DataException;

/**
 * Seconds per iteration of a run, as upstream's {@code cal_train_time} has them.
 *
 * @param epochs the mean of each epoch by its number
 */
public record TrainTimes(Map<Integer, Double> epochs) {
  /**
   * The times of a run.
   *
   * @param withOutliers whether the first time that an epoch logs counts; it holds the start of the
   *     loader
   * @throws DataException when no epoch has a time that counts
   */
  public static TrainTimes of(RunScalars run, boolean withOutliers) {
    Map<Integer, List<Double>> all = new LinkedHashMap<>();
    for (LogEntry entry : run.of(false)) {
      Double time = entry.values().get("time");
      if (time != null) {
        all.computeIfAbsent(entry.epoch(), epoch -> new ArrayList<>()).add(time);
      }
    }
    Map<Integer, Double> means = new LinkedHashMap<>();
    all.forEach(
        (epoch, times) ->
            times.subList(withOutliers ? 0 : 1, times.size()).stream()
                .mapToDouble(Double::doubleValue)
                .average()
                .ifPresent(mean -> means.put(epoch, mean)));
    if (means.isEmpty()) {
      throw new DataException(
          run.source()
              + ": no epoch logs more than one time; hint: a smaller interval of LoggerHook, or"
              + " --include-outliers");
    }
    return new TrainTimes(means);
  }

  /** The epoch whose iterations took longest, the first of equals. */
  public int slowest() {
    return extreme(1);
  }

  /** The epoch whose iterations were shortest, the first of equals. */
  public int fastest() {
    return extreme(-1);
  }

  private int extreme(int sign) {
    int found = -1;
    for (Map.Entry<Integer, Double> entry : epochs.entrySet()) {
      if (found < 0 || sign * Double.compare(entry.getValue(), epochs.get(found)) > 0) {
        found = entry.getKey();
      }
    }
    return found;
  }

  /** The mean of the epochs' means. */
  public double mean() {
    return epochs.values().stream().mapToDouble(Double::doubleValue).average().orElseThrow();
  }

  /** How far epochs lie from their mean: the square root of the mean square. */
  public double deviation() {
    double mean = mean();
    return Math.sqrt(
        epochs.values().stream()
            .mapToDouble(time -> (time - mean) * (time - mean))
            .average()
            .orElseThrow());
  }
}
