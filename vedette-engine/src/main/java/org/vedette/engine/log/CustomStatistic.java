package org.vedette.engine.log;

import org.vedette.config.component.Default;

/**
 * An entry of {@code custom_cfg}: a statistic of a scalar in place of, or beside, the usual one.
 *
 * @param data_src the scalar's name without its mode, such as {@code loss}
 * @param method_name the statistic: {@code 'mean'}, {@code 'min'}, {@code 'max'} or {@code
 *     'current'}
 * @param log_name the name to log it under; None: in place of the scalar
 * @param window_size over how many of the last values: a number, 'epoch' or 'global'; None: all
 */
public record CustomStatistic(
    String data_src,
    @Default("'mean'") Method method_name,
    @Default("None") String log_name,
    @Default("None") LogWindow window_size) {
  /** A statistic of the last values. */
  public enum Method {
    /** Their mean. */
    MEAN,
    /** The smallest. */
    MIN,
    /** The largest. */
    MAX,
    /** The last one. */
    CURRENT
  }

  /** Checks that the settings go together. */
  public CustomStatistic {
    if (method_name == Method.CURRENT && window_size != null) {
      throw new IllegalArgumentException("method_name='current' has no window_size");
    }
  }

  String name() {
    return log_name == null ? data_src : log_name;
  }

  /** The statistic, where the epoch has {@code inEpoch} values and the run {@code inRun}. */
  double of(History history, long inEpoch, long inRun) {
    int window = history.size();
    if (window_size != null) {
      long asked =
          window_size.equals(LogWindow.EPOCH)
              ? inEpoch
              : window_size.equals(LogWindow.GLOBAL) ? inRun : window_size.size();
      window = (int) Math.min(window, asked);
    }
    return switch (method_name) {
      case MEAN -> history.mean(window);
      case MIN -> history.min(window);
      case MAX -> history.max(window);
      case CURRENT -> history.current();
    };
  }
}
