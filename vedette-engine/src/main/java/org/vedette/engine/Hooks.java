package org.vedette.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.vedette.base.ConfigException;
import org.vedette.base.Problem;
import org.vedette.config.ConfigNode;
import org.vedette.config.DictNode;
import org.vedette.config.ListNode;
import org.vedette.config.ScalarNode;
import org.vedette.config.component.Binder;
import org.vedette.config.component.Spec;
import org.vedette.engine.hook.Hook;
import org.vedette.engine.hook.Priority;

/** The hooks that a config asks for, bound and in the order in which they are called. */
final class Hooks {
  /** What runs by default, by the slot's name in {@code default_hooks}. */
  private static final Map<String, String> DEFAULTS = defaults();

  /** What further slots hold when their dict has no type. */
  private static final Map<String, String> USUAL =
      Map.of("visualization", "DetVisualizationHook", "report", "RunReportHook");

  /**
   * A hook that is not built yet.
   *
   * @param priority what the config says; null for the hook's own
   */
  private record Entry(Spec<Hook> hook, Priority priority) {}

  private record Placed(Hook hook, int priority) {}

  private final List<Entry> entries = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();
  private final Binder binder;

  private Hooks(Binder binder) {
    this.binder = binder;
  }

  private static Map<String, String> defaults() {
    Map<String, String> slots = new LinkedHashMap<>();
    slots.put("runtime_info", "RuntimeInfoHook");
    slots.put("timer", "IterTimerHook");
    slots.put("sampler_seed", "DistSamplerSeedHook");
    slots.put("logger", "LoggerHook");
    slots.put("param_scheduler", "ParamSchedulerHook");
    slots.put("checkpoint", "CheckpointHook");
    return slots;
  }

  /**
   * Binds {@code default_hooks} and {@code custom_hooks}.
   *
   * @throws ConfigException with all problems
   */
  static Hooks bind(Binder binder, DictNode config) {
    Hooks hooks = new Hooks(binder);
    hooks.bindDefaults(config);
    ConfigNode custom = config.get("custom_hooks");
    if (custom instanceof ListNode list) {
      for (int i = 0; i < list.items().size(); i++) {
        hooks.add(list.items().get(i), "custom_hooks." + i);
      }
    } else if (custom != null && !custom.isNone()) {
      hooks.problems.add(Problem.of(custom.location(), "custom_hooks", "expected a list of hooks"));
    }
    if (!hooks.problems.isEmpty()) {
      throw new ConfigException(hooks.problems);
    }
    return hooks;
  }

  private void bindDefaults(DictNode config) {
    ConfigNode named = config.get("default_hooks");
    DictNode own = config.dict("default_hooks");
    if (own == null && named != null && !named.isNone()) {
      problems.add(
          Problem.of(named.location(), "default_hooks", "expected a dict of hooks by their slots"));
    }
    Map<String, ConfigNode> slots = new LinkedHashMap<>();
    DEFAULTS.forEach((slot, type) -> slots.put(slot, typed(new DictNode(config.location()), type)));
    if (own != null) {
      own.entries().forEach((slot, node) -> slots.put(String.valueOf(slot), node));
    }
    slots.forEach(
        (slot, node) -> {
          if (!node.isNone()) {
            boolean untyped = node instanceof DictNode dict && !dict.has("type");
            String type = DEFAULTS.getOrDefault(slot, USUAL.get(slot));
            add(
                untyped && type != null ? typed((DictNode) node, type) : node,
                "default_hooks." + slot);
          }
        });
  }

  private static DictNode typed(DictNode dict, String type) {
    DictNode copy = dict.copy();
    copy.put("type", new ScalarNode(type, dict.location()));
    return copy;
  }

  private void add(ConfigNode node, String path) {
    try {
      Priority priority = null;
      ConfigNode hook = node;
      if (node instanceof DictNode dict && dict.has("priority")) {
        DictNode rest = dict.copy();
        priority = binder.bind(Priority.class, rest.remove("priority"), path + ".priority");
        hook = rest;
      }
      entries.add(new Entry(binder.spec(Hook.class, hook, path), priority));
    } catch (ConfigException e) {
      problems.addAll(e.problems());
    }
  }

  /** Builds the hooks, and puts them and {@code more} in the order in which they are called. */
  List<Hook> build(List<Hook> more) {
    List<Placed> placed = new ArrayList<>();
    for (Entry entry : entries) {
      Hook hook = entry.hook().build();
      Priority priority = entry.priority() == null ? hook.priority() : entry.priority();
      placed.add(new Placed(hook, priority.value()));
    }
    more.forEach(hook -> placed.add(new Placed(hook, hook.priority().value())));
    return placed.stream()
        .sorted(Comparator.comparingInt(Placed::priority))
        .map(Placed::hook)
        .toList();
  }
}
