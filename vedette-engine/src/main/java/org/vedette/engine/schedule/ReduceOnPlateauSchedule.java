package org.vedette.engine.schedule;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vedette.base.CheckpointException;
import org.vedette.base.VedetteException;
import org.vedette.base.pickle.PyDict;
import org.vedette.base.pickle.PyList;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.config.component.Flat;
import org.vedette.config.component.OneOrMany;
import org.vedette.engine.optim.ParamGroup;

/** Multiplies by a factor when a figure of the validation has stopped getting better. */
@Component({"ReduceOnPlateauLR", "ReduceOnPlateauMomentum", "ReduceOnPlateauParamScheduler"})
public final class ReduceOnPlateauSchedule implements ParamScheduler {
  private static final Logger LOG = LoggerFactory.getLogger("vedette");

  /** What is worse than any figure, upstream's INF. */
  private static final long WORST = 1_000_000_000;

  private final Config config;
  private final Map<String, Object> settings = new LinkedHashMap<>();
  private List<ParamGroup> groups = List.of();
  private ParamChoice param;

  /** Which figures are better. */
  public enum Rule {
    /** Smaller ones. */
    LESS,
    /** Larger ones. */
    GREATER
  }

  /** What the threshold is. */
  public enum ThresholdRule {
    /** A share of the best figure. */
    REL,
    /** A distance from it. */
    ABS
  }

  /**
   * Settings.
   *
   * @param monitor the figure's name, such as coco/bbox_mAP
   * @param rule which figures are better: less or greater
   * @param factor the factor, below 1
   * @param patience how many validations may pass without a better figure
   * @param threshold by how much a figure must be better to count
   * @param threshold_rule whether that is a share of the best figure (rel) or a distance (abs)
   * @param cooldown for how many validations after a change none is counted
   * @param min_value the smallest value; a list: of each parameter group
   * @param eps changes that are smaller are not made
   * @param window between which validations it works; by epochs only
   */
  public record Config(
      @Default("'loss'") String monitor,
      @Default("'less'") Rule rule,
      @Default("0.1") double factor,
      @Default("10") int patience,
      @Default("1e-4") double threshold,
      @Default("'rel'") ThresholdRule threshold_rule,
      @Default("0") int cooldown,
      @Default("0.") OneOrMany<Double> min_value,
      @Default("1e-8") double eps,
      @Flat Window window) {
    /** Checks the values. */
    public Config {
      if (factor >= 1) {
        throw new IllegalArgumentException("factor " + factor + ": expected less than 1");
      }
      if (threshold < 0) {
        throw new IllegalArgumentException("threshold " + threshold + ": expected 0 or more");
      }
      if (!window.by_epoch() || window.convert_to_iter_based()) {
        throw new IllegalArgumentException(
            "only by_epoch=True is possible: it follows validations");
      }
    }
  }

  /** A schedule that knows no parameters yet. */
  public ReduceOnPlateauSchedule(Config config) {
    this.config = config;
  }

  @Override
  public void start(List<ParamGroup> all, int epochLength) {
    Window window = config.window();
    groups = List.copyOf(all);
    param = ParamChoice.of(window.type(), window.param_name(), groups);
    if (window.type().endsWith("Momentum")) {
      settings.put("use_betas", param.mirrorsBetas());
    }
    for (ParamGroup group : groups) {
      group.options().putIfAbsent("initial_" + param.name(), group.number(param.name()));
    }
    settings.put("param_name", param.name());
    settings.put("begin", WindowSchedule.whole(window.begin()));
    settings.put("end", WindowSchedule.whole(window.stop()));
    settings.put("by_epoch", true);
    settings.put("last_step", (long) window.last_step());
    settings.put("_global_step", 0L);
    settings.put("verbose", window.verbose());
    settings.put("factor", config.factor());
    settings.put("min_values", minValues());
    settings.put("patience", (long) config.patience());
    settings.put("cooldown", (long) config.cooldown());
    settings.put("cooldown_counter", 0L);
    long worst = config.rule() == Rule.LESS ? WORST : -WORST;
    settings.put("rule_worse", worst);
    settings.put("best", worst);
    settings.put("num_bad_epochs", 0L);
    settings.put("eps", config.eps());
    settings.put("monitor", config.monitor());
    settings.put("rule", config.rule().name().toLowerCase(Locale.ROOT));
    settings.put("threshold", config.threshold());
    settings.put("threshold_rule", config.threshold_rule().name().toLowerCase(Locale.ROOT));
    remember();
  }

  /** One for each group; the last one's also for the group that only schedules see. */
  private PyList minValues() {
    PyList values = new PyList();
    List<Double> given = config.min_value().values();
    long real = groups.stream().filter(group -> !group.params().isEmpty()).count();
    if (config.min_value().many() && given.size() != real) {
      throw new IllegalArgumentException(
          "min_value has " + given.size() + " values; expected " + real);
    }
    for (int i = 0; i < groups.size(); i++) {
      values.add(given.get(Math.min(i, given.size() - 1)));
    }
    return values;
  }

  @Override
  public boolean byEpoch() {
    return true;
  }

  @Override
  public void step() {
    settings.put("_global_step", whole("_global_step") + 1);
    param.mirror(groups);
  }

  @Override
  public void afterEval(Map<String, Double> metrics) {
    long global = whole("_global_step");
    if (number("begin") <= global && global < number("end")) {
      settings.put("last_step", whole("last_step") + 1);
      judge(figure(metrics));
    }
    remember();
    param.mirror(groups);
  }

  private double figure(Map<String, Double> metrics) {
    Double figure = metrics.get((String) settings.get("monitor"));
    if (figure == null) {
      throw new VedetteException(
          config.window().type()
              + ": monitor='"
              + settings.get("monitor")
              + "' is none of the figures of the validation: "
              + metrics.keySet());
    }
    return figure;
  }

  private void judge(double figure) {
    if (isBetter(figure, number("best"))) {
      settings.put("best", figure);
      settings.put("num_bad_epochs", 0L);
    } else {
      settings.put("num_bad_epochs", whole("num_bad_epochs") + 1);
    }
    if (whole("cooldown_counter") > 0) {
      settings.put("cooldown_counter", whole("cooldown_counter") - 1);
      settings.put("num_bad_epochs", 0L);
    }
    if (whole("num_bad_epochs") > whole("patience")) {
      reduce();
      settings.put("cooldown_counter", whole("cooldown"));
      settings.put("num_bad_epochs", 0L);
    }
  }

  private boolean isBetter(double figure, double best) {
    double threshold = number("threshold");
    boolean share = "rel".equals(settings.get("threshold_rule"));
    if ("less".equals(settings.get("rule"))) {
      return figure < (share ? best * (1.0 - threshold) : best - threshold);
    }
    return figure > (share ? best * (threshold + 1.0) : best + threshold);
  }

  private void reduce() {
    List<?> smallest = (List<?>) settings.get("min_values");
    for (int i = 0; i < groups.size(); i++) {
      ParamGroup group = groups.get(i);
      double before = group.number(param.name());
      double min = ((Number) smallest.get(i)).doubleValue();
      double value = Math.max(before * number("factor"), min);
      if (before - value > number("eps")) {
        group.set(param.name(), value);
        if (config.window().verbose()) {
          LOG.info("{} of parameter group {} is {}", param.name(), i, value);
        }
      }
    }
  }

  private void remember() {
    PyList last = new PyList();
    groups.forEach(group -> last.add(group.number(param.name())));
    settings.put("_last_value", last);
  }

  private double number(String name) {
    return ((Number) settings.get(name)).doubleValue();
  }

  private long whole(String name) {
    return ((Number) settings.get(name)).longValue();
  }

  @Override
  public PyDict state() {
    PyDict state = new PyDict();
    state.putAll(settings);
    return state;
  }

  @Override
  public void load(PyDict state) {
    if (!state.keySet().containsAll(settings.keySet())) {
      throw new CheckpointException(
          "the state of "
              + config.window().type()
              + " has "
              + state.keySet()
              + "; expected "
              + settings.keySet()
              + "; hint: was it saved with another param_scheduler?");
    }
    settings.replaceAll((name, value) -> state.get(name));
  }
}
