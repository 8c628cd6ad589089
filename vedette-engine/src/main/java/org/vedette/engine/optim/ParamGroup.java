package org.vedette.engine.optim;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.vedette.tensor.Param;

/**
 * Parameters that share settings: PyTorch's {@code param_groups[i]}. The settings keep PyTorch's
 * names and order, because a checkpoint holds them.
 */
public final class ParamGroup {
  private final Map<String, Param> params;
  private final Map<String, Object> options = new LinkedHashMap<>();

  /**
   * A group.
   *
   * @param params the parameters by their full names
   * @param options settings that differ from the optimizer's own, such as {@code lr}
   */
  public ParamGroup(Map<String, Param> params, Map<String, ?> options) {
    this.params = new LinkedHashMap<>(params);
    this.options.putAll(options);
  }

  /** The parameters by their full names, in order. */
  public Map<String, Param> params() {
    return params;
  }

  /** The settings by name, in order; a live view. */
  public Map<String, Object> options() {
    return options;
  }

  /** A number among the settings. */
  public double number(String name) {
    if (options.get(name) instanceof Number number) {
      return number.doubleValue();
    }
    throw new IllegalStateException("a parameter group has no number '" + name + "'");
  }

  /** Whether a setting is True; False when it is None or not there. */
  public boolean flag(String name) {
    return Boolean.TRUE.equals(options.get(name));
  }

  /** One of the two numbers of a setting such as {@code betas}. */
  public double number(String name, int index) {
    if (options.get(name) instanceof List<?> list
        && index < list.size()
        && list.get(index) instanceof Number number) {
      return number.doubleValue();
    }
    throw new IllegalStateException(
        "a parameter group has no number '" + name + "[" + index + "]'");
  }

  /** Whether there is such a setting. */
  public boolean has(String name) {
    return options.containsKey(name);
  }

  /** Sets a number. */
  public void set(String name, double value) {
    options.put(name, value);
  }

  /** The names, for messages. */
  public List<String> names() {
    return List.copyOf(params.keySet());
  }
}
