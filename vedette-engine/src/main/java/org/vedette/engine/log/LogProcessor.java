package org.vedette.engine.log;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.engine.Run;

/**
 * Lines as MMEngine's LogProcessor writes them: where the run stands, the lr, the remaining time
 * and the means of the last losses.
 */
@Component("LogProcessor")
public final class LogProcessor implements LogFormat {
  private static final String TIME = "time";
  private static final String DATA_TIME = "data_time";

  private final Config config;
  private final Pattern averaged;

  /**
   * Settings.
   *
   * @param window_size over how many of the last values a mean goes
   * @param by_epoch whether lines count epochs, else steps
   * @param custom_cfg other statistics of some scalars
   * @param num_digits digits after the point
   * @param log_with_hierarchy whether names in files keep their mode: {@code train/loss}
   * @param mean_pattern a regular expression that finds a part of the names whose mean is logged;
   *     of all others the last value is
   */
  public record Config(
      @Default("10") int window_size,
      @Default("True") boolean by_epoch,
      @Default("None") List<CustomStatistic> custom_cfg,
      @Default("4") int num_digits,
      @Default("False") boolean log_with_hierarchy,
      @Default("'.*(loss|time|data_time|grad_norm).*'") String mean_pattern) {
    /** MMEngine's defaults. */
    public static final Config DEFAULT =
        new Config(10, true, null, 4, false, ".*(loss|time|data_time|grad_norm).*");

    /** Checks the numbers, the pattern and that no name is logged twice. */
    public Config {
      custom_cfg = custom_cfg == null ? List.of() : List.copyOf(custom_cfg);
      if (window_size < 1 || num_digits < 0) {
        throw new IllegalArgumentException(
            "'window_size' must be above 0 and 'num_digits' not below");
      }
      Set<String> names = new HashSet<>();
      for (CustomStatistic statistic : custom_cfg) {
        if (!names.add(statistic.name())) {
          throw new IllegalArgumentException(
              "custom_cfg logs '" + statistic.name() + "' twice; hint: give one a 'log_name'");
        }
        if (!by_epoch && LogWindow.EPOCH.equals(statistic.window_size())) {
          throw new IllegalArgumentException("window_size='epoch' needs by_epoch=True");
        }
      }
      try {
        Pattern.compile(mean_pattern);
      } catch (PatternSyntaxException e) {
        throw new IllegalArgumentException("'mean_pattern': " + e.getDescription(), e);
      }
    }
  }

  /** A format with these settings. */
  public LogProcessor(Config config) {
    this.config = config;
    this.averaged = Pattern.compile(config.mean_pattern());
  }

  @Override
  public Entry afterIter(Run run, LogMode mode, int batchIndex, int batches) {
    Map<String, Double> scalars = collect(run, mode, config.custom_cfg(), batchIndex + 1);
    Map<String, Number> values = named(mode, scalars);
    StringBuilder text = new StringBuilder(place(run, mode, batchIndex, batches));
    if (config.by_epoch() && mode != LogMode.TEST) {
      values.put("epoch", epoch(run, mode));
    }
    values.put("iter", trains(run) ? run.iteration() + 1 : 0);
    List<String> rates = new ArrayList<>();
    List<String> rest = new ArrayList<>();
    boolean timed =
        run.scalars().info().get("eta") instanceof Double
            && scalars.containsKey(TIME)
            && scalars.containsKey(DATA_TIME);
    scalars.forEach(
        (name, value) -> {
          if (name.endsWith("lr")) {
            rates.add(name + ": " + Digits.scientific(value, config.num_digits()));
          } else if (mode == LogMode.TRAIN
              && !(timed && (name.equals(TIME) || name.equals(DATA_TIME)))) {
            rest.add(item(name, value));
          }
        });
    text.append(String.join(" ", rates)).append("  ");
    if (timed) {
      text.append("eta: ").append(duration((double) run.scalars().info().get("eta"))).append("  ");
      text.append(item(TIME, scalars.get(TIME))).append("  ");
      text.append(item(DATA_TIME, scalars.get(DATA_TIME))).append("  ");
    }
    return new Entry(values, text.append(String.join("  ", rest)).toString());
  }

  @Override
  public Entry afterEval(Run run, LogMode mode, int batches) {
    List<CustomStatistic> statistics = new ArrayList<>(config.custom_cfg());
    for (String name : List.of(TIME, DATA_TIME)) {
      if (config.custom_cfg().stream().noneMatch(custom -> custom.data_src().equals(name))) {
        statistics.add(
            new CustomStatistic(name, CustomStatistic.Method.MEAN, null, LogWindow.EPOCH));
      }
    }
    Map<String, Double> all = collect(run, mode, statistics, batches);
    Map<String, Double> ordered = new LinkedHashMap<>();
    all.forEach((name, value) -> putIf(!isTime(name), ordered, name, value));
    all.forEach((name, value) -> putIf(isTime(name), ordered, name, value));
    Map<String, Number> values = named(mode, ordered);
    List<String> items = new ArrayList<>();
    values.forEach((name, value) -> items.add(item(name, value.doubleValue())));
    String at = batches + "/" + batches + "]    ";
    String head =
        !config.by_epoch()
            ? "Iter(" + mode.key() + ") ["
            : "Epoch(" + mode.key() + ") [" + (mode == LogMode.VAL ? epoch(run, mode) + "][" : "");
    return new Entry(values, head + at + String.join("  ", items));
  }

  private static boolean isTime(String name) {
    return name.equals(TIME) || name.equals(DATA_TIME);
  }

  private static void putIf(boolean put, Map<String, Double> to, String name, double value) {
    if (put) {
      to.put(name, value);
    }
  }

  /** The numbers of a mode, by their names without it. */
  private Map<String, Double> collect(
      Run run, LogMode mode, List<CustomStatistic> statistics, long inEpoch) {
    Map<String, History> histories = new LinkedHashMap<>();
    String prefix = mode.key() + "/";
    run.scalars()
        .histories()
        .forEach(
            (name, history) -> {
              if (name.startsWith(prefix)) {
                histories.put(name.substring(prefix.length()), history);
              }
            });
    Map<String, Double> values = new LinkedHashMap<>();
    histories.forEach(
        (name, history) ->
            values.put(
                name,
                averaged.matcher(name).find()
                    ? history.mean(config.window_size())
                    : history.current()));
    for (CustomStatistic statistic : statistics) {
      History history = histories.get(statistic.data_src());
      if (history != null) {
        values.put(statistic.name(), statistic.of(history, inEpoch, run.iteration() + 1));
      }
    }
    return values;
  }

  private Map<String, Number> named(LogMode mode, Map<String, Double> values) {
    Map<String, Number> named = new LinkedHashMap<>();
    String prefix = config.log_with_hierarchy() ? mode.key() + "/" : "";
    values.forEach((name, value) -> named.put(prefix + name, value));
    return named;
  }

  /** Where the run stands: the head of a line. Numbers are aligned to the largest to come. */
  private String place(Run run, LogMode mode, int batchIndex, int batches) {
    String key = mode.key();
    if (!config.by_epoch()) {
      return mode == LogMode.TRAIN
          ? "Iter(" + key + ") [" + of(run.iteration() + 1, run.span().maxIterations()) + "]  "
          : "Iter(" + key + ") [" + of(batchIndex + 1L, batches) + "]  ";
    }
    String batch = "[" + of(batchIndex + 1L, batches) + "]  ";
    if (mode == LogMode.TEST) {
      return "Epoch(" + key + ") " + batch;
    }
    String epoch = "[" + epoch(run, mode) + "]";
    int width = trains(run) ? String.valueOf(run.span().maxEpochs()).length() + 3 : 0;
    return "Epoch(" + key + ")" + " ".repeat(Math.max(0, width - epoch.length())) + epoch + batch;
  }

  private static String of(long number, long last) {
    String total = String.valueOf(last);
    String text = String.valueOf(number);
    return " ".repeat(Math.max(0, total.length() - text.length())) + text + "/" + total;
  }

  private static boolean trains(Run run) {
    return run.span().maxIterations() > 0;
  }

  private static int epoch(Run run, LogMode mode) {
    return mode == LogMode.TRAIN ? run.epoch() + 1 : run.epoch();
  }

  private String item(String name, double value) {
    return name + ": " + Digits.fixed(value, config.num_digits());
  }

  /** Seconds as Python shows a time span: {@code 1 day, 2:03:04}. */
  static String duration(double seconds) {
    long whole = (long) seconds;
    long days = Math.floorDiv(whole, 86_400L);
    long rest = Math.floorMod(whole, 86_400L);
    String time =
        String.format(Locale.ROOT, "%d:%02d:%02d", rest / 3600, rest / 60 % 60, rest % 60);
    return days == 0 ? time : days + (Math.abs(days) == 1 ? " day, " : " days, ") + time;
  }
}
