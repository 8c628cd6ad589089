package org.vedette.engine.schedule;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vedette.base.CheckpointException;
import org.vedette.base.pickle.PyDict;
import org.vedette.base.pickle.PyList;
import org.vedette.engine.optim.ParamGroup;

/**
 * A schedule that computes each value from the one before, between two points of a run. So several
 * schedules can change one setting, each with a factor or step of its own, and what else changes it
 * stays. The order of the floating-point operations is MMEngine's.
 *
 * <p>Its settings are kept under MMEngine's names, because a checkpoint holds them, and a resumed
 * run goes on with those of the checkpoint.
 */
abstract class WindowSchedule implements ParamScheduler {
  private static final Logger LOG = LoggerFactory.getLogger("vedette");

  private final Window window;
  private final Map<String, Object> settings = new LinkedHashMap<>();
  private List<ParamGroup> groups = List.of();
  private ParamChoice param;

  WindowSchedule(Window window) {
    this.window = window;
  }

  /**
   * Puts this schedule's own settings, in steps.
   *
   * @param begin where it begins
   * @param end where it ends
   * @param unit how many steps one unit of the config is: 1, or the length of an epoch
   */
  abstract void prepare(double begin, double end, int unit);

  /**
   * The value for the step that {@link #lastStep} counts.
   *
   * @param current the value that the group has
   * @param base the value that it had at first
   */
  abstract double next(ParamGroup group, double current, double base);

  @Override
  public void start(List<ParamGroup> all, int epochLength) {
    groups = List.copyOf(all);
    param = ParamChoice.of(window.type(), window.param_name(), groups);
    if (param.mirrorsBetas() || window.type().endsWith("Momentum")) {
      put("use_betas", param.mirrorsBetas());
    }
    int unit = unit(epochLength);
    double begin = steps(window.begin(), unit);
    double end = window.stop() >= Window.NEVER ? Window.NEVER : steps(window.stop(), unit);
    if (end <= begin) {
      throw new IllegalArgumentException(
          window.type() + ": end " + whole(end) + " is not after begin " + whole(begin));
    }
    prepare(begin, end, unit);
    put("param_name", param.name());
    put("begin", whole(begin));
    put("end", whole(end));
    put("by_epoch", window.by_epoch() && !window.convert_to_iter_based());
    put("base_values", baseValues());
    put("last_step", (long) window.last_step());
    put("_global_step", -1L);
    put("verbose", window.verbose());
    step();
  }

  private int unit(int epochLength) {
    if (!window.convert_to_iter_based()) {
      return 1;
    }
    if (epochLength < 1) {
      throw new IllegalArgumentException(
          window.type() + ": convert_to_iter_based wants a training set whose length is known");
    }
    return epochLength;
  }

  private static double steps(double value, int unit) {
    return unit == 1 ? value : Math.floor(value * unit);
  }

  private PyList baseValues() {
    String initial = "initial_" + param.name();
    PyList values = new PyList();
    for (ParamGroup group : groups) {
      if (!group.has(param.name())) {
        throw new IllegalArgumentException(
            window.type() + ": the optimizer has no setting '" + param.name() + "'");
      }
      if (window.last_step() == -1) {
        group.options().putIfAbsent(initial, group.number(param.name()));
      } else if (!group.has(initial)) {
        throw new IllegalArgumentException(
            window.type() + ": last_step wants " + initial + " in all parameter groups");
      }
      values.add(group.number(initial));
    }
    return values;
  }

  @Override
  public final boolean byEpoch() {
    return Boolean.TRUE.equals(settings.get("by_epoch"));
  }

  @Override
  public final void step() {
    double global = number("_global_step") + 1;
    put("_global_step", whole(global));
    if (number("begin") <= global && global < number("end")) {
      put("last_step", whole(number("last_step") + 1));
      change();
    }
    PyList last = new PyList();
    groups.forEach(group -> last.add(group.number(param.name())));
    put("_last_value", last);
    param.mirror(groups);
  }

  private void change() {
    List<?> bases = (List<?>) settings.get("base_values");
    List<Double> values = new ArrayList<>();
    for (int i = 0; i < groups.size(); i++) {
      ParamGroup group = groups.get(i);
      double base = i < bases.size() ? ((Number) bases.get(i)).doubleValue() : 0;
      values.add(next(group, group.number(param.name()), base));
    }
    for (int i = 0; i < groups.size(); i++) {
      groups.get(i).set(param.name(), values.get(i));
      if (window.verbose()) {
        LOG.info("{} of parameter group {} is {}", param.name(), i, values.get(i));
      }
    }
  }

  @Override
  public final PyDict state() {
    PyDict state = new PyDict();
    state.putAll(settings);
    return state;
  }

  @Override
  public final void load(PyDict state) {
    for (String name : settings.keySet()) {
      if (!state.containsKey(name)) {
        throw new CheckpointException(
            "the state of "
                + window.type()
                + " has no '"
                + name
                + "' but "
                + state.keySet()
                + "; hint: was it saved with another param_scheduler?");
      }
    }
    settings.replaceAll((name, value) -> state.get(name));
  }

  /** How many values were given before the one that is computed. */
  final double lastStep() {
    return number("last_step");
  }

  /** A number among the settings. */
  final double number(String name) {
    return ((Number) settings.get(name)).doubleValue();
  }

  /** Any of the settings. */
  final Object setting(String name) {
    return settings.get(name);
  }

  /** Sets one of the settings. */
  final void put(String name, Object value) {
    settings.put(name, value);
  }

  /** The name of the setting that is changed. */
  final String paramName() {
    return param.name();
  }

  /** The groups that are changed. */
  final List<ParamGroup> groups() {
    return groups;
  }

  /** A whole number as Python counts it, a Long; any other stays. */
  static Number whole(double value) {
    return value == Math.rint(value) ? (Number) (long) value : (Number) value;
  }
}
