package org.vedette.api.check;

import java.util.ArrayList;
import java.util.List;
import org.vedette.base.ConfigException;
import org.vedette.base.Problem;
import org.vedette.config.ConfigNode;
import org.vedette.config.DictNode;
import org.vedette.config.ListNode;
import org.vedette.config.component.Binder;
import org.vedette.config.component.CustomImports;
import org.vedette.config.component.Registry;
import org.vedette.config.component.Spec;
import org.vedette.core.Detector;
import org.vedette.core.Models;
import org.vedette.engine.LegacyKeys;
import org.vedette.engine.SchedulePlan;
import org.vedette.metrics.Metric;

/**
 * Tells everything that is wrong with a config at once: settings that no component takes, layers
 * that do not fit together, files that are not there, heads for another number of classes than the
 * data has. What one part has wrong does not keep the others from being checked.
 */
public final class ConfigCheck {
  /** The keys of a data loader and of the metrics that judge what it gives; null for none. */
  private static final String[][] LOADERS = {
    {"train_dataloader", null},
    {"val_dataloader", "val_evaluator"},
    {"test_dataloader", "test_evaluator"}
  };

  /**
   * What was found.
   *
   * @param problems what keeps the config from working
   * @param notes what the user should know though it may be meant
   * @param facts a line each of what the config is, as far as it could be read
   */
  public record Report(List<Problem> problems, List<String> notes, List<String> facts) {}

  private final DictNode config;
  private final List<Problem> problems = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private final List<String> facts = new ArrayList<>();

  private ConfigCheck(DictNode config) {
    this.config = config;
  }

  /**
   * Checks a resolved config. Reads the annotation files that it names; opens no checkpoint and no
   * connection.
   *
   * @param registry the components, without those of the config's own {@code custom_imports}
   */
  public static Report run(Registry registry, DictNode config) {
    ConfigCheck check = new ConfigCheck(config);
    check.all(registry);
    return new Report(
        Duplicates.merge(check.problems), List.copyOf(check.notes), List.copyOf(check.facts));
  }

  private void all(Registry registry) {
    Binder binder = new Binder(imported(registry));
    model(binder);
    problems.addAll(TtaCheck.pipeline(binder, config));
    List<LoaderCheck> loaders = new ArrayList<>();
    for (String[] keys : LOADERS) {
      if (has(keys[0])) {
        LoaderCheck loader = new LoaderCheck(keys[0], config, problems, facts);
        loader.run(binder);
        loaders.add(loader);
      }
      if (keys[1] != null) {
        evaluator(binder, keys[0], keys[1]);
      }
    }
    ClassCounts.check(config.get("model"), loaders, problems);
    schedules(binder);
    new DataPaths(config, problems, notes).check();
    notes.addAll(TopLevelKeys.notes(config));
  }

  private void schedules(Binder binder) {
    problems.addAll(LegacyKeys.problems(config));
    String warning = LegacyKeys.warning(config);
    if (!warning.isEmpty()) {
      notes.add(warning);
    }
    try {
      SchedulePlan unused = SchedulePlan.bind(binder, config);
    } catch (ConfigException e) {
      problems.addAll(e.problems());
    }
  }

  private Registry imported(Registry registry) {
    try {
      return CustomImports.apply(registry, config, problem -> notes.add(problem.toString()));
    } catch (ConfigException e) {
      problems.addAll(e.problems());
      return registry;
    }
  }

  private void model(Binder binder) {
    Spec<Detector> spec;
    try {
      spec = Models.bind(binder, config);
    } catch (ConfigException e) {
      problems.addAll(e.problems());
      return;
    }
    new ModelTrial(spec, problems, facts).run();
    problems.addAll(TtaCheck.model(binder, config));
  }

  private void evaluator(Binder binder, String loaderKey, String key) {
    if (has(loaderKey) != has(key)) {
      String there = has(key) ? key : loaderKey;
      String missing = has(key) ? loaderKey : key;
      problems.add(
          Problem.of(
              config.get(there).location(),
              there,
              "there is " + there + " but no " + missing + ", and neither is of use alone"));
    }
    if (!has(key)) {
      return;
    }
    ConfigNode node = config.get(key);
    List<ConfigNode> metrics = node instanceof ListNode list ? list.items() : List.of(node);
    for (int i = 0; i < metrics.size(); i++) {
      String path = node instanceof ListNode ? key + "." + i : key;
      try {
        Spec<Metric> unused = binder.spec(Metric.class, metrics.get(i), path);
      } catch (ConfigException e) {
        problems.addAll(e.problems());
      }
    }
  }

  private boolean has(String key) {
    return config.has(key) && !config.get(key).isNone();
  }
}
