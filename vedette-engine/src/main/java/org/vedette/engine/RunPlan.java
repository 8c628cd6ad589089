package org.vedette.engine;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.vedette.base.ConfigException;
import org.vedette.base.Problem;
import org.vedette.config.Config;
import org.vedette.config.ConfigNode;
import org.vedette.config.DictNode;
import org.vedette.config.ScalarNode;
import org.vedette.config.component.Binder;
import org.vedette.config.component.Spec;
import org.vedette.core.Detector;
import org.vedette.core.Models;
import org.vedette.data.DataLoaderConfig;
import org.vedette.engine.loop.EvalLoop;
import org.vedette.engine.loop.TrainLoop;
import org.vedette.engine.optim.OptimWrapper;

/** A config of a training run, bound and checked as a whole before anything is built. */
public final class RunPlan {
  private final Binder binder;
  private final DictNode config;
  private final List<Problem> problems = new ArrayList<>();

  private Spec<Detector> model;
  private DataLoaderConfig trainLoader;
  private Spec<TrainLoop> loop;
  private Spec<OptimWrapper> optim;
  private SchedulePlan schedules;
  private Evaluator validation;
  private boolean halfPrecisionEval;
  private Hooks hooks;
  private RandomnessConfig randomness;
  private EnvironmentConfig environment;
  private AutoScaleLr autoScaleLr;
  private LogPlan logs;
  private RunPlace place;

  private RunPlan(Binder binder, DictNode config) {
    this.binder = binder;
    this.config = config;
  }

  /**
   * Binds a config.
   *
   * @throws ConfigException with all problems
   */
  public static RunPlan bind(Binder binder, Config config) {
    RunPlan plan = new RunPlan(binder, config.root());
    plan.bindAll();
    if (!plan.problems.isEmpty()) {
      throw new ConfigException(plan.problems);
    }
    return plan;
  }

  private void bindAll() {
    problems.addAll(LegacyKeys.problems(config));
    model = collect(() -> Models.bind(binder, config));
    trainLoader =
        collect(
            () ->
                binder.bind(
                    DataLoaderConfig.class, required("train_dataloader"), "train_dataloader"));
    loop = collect(() -> binder.spec(TrainLoop.class, trainLoopNode(), "train_cfg"));
    optim =
        collect(
            () ->
                binder.spec(
                    OptimWrapper.class, typed("optim_wrapper", "OptimWrapper"), "optim_wrapper"));
    schedules = collect(() -> SchedulePlan.bind(binder, config));
    bindValidation();
    hooks = collect(() -> Hooks.bind(binder, config));
    randomness = collect(() -> section(RandomnessConfig.class, "randomness"));
    environment = collect(() -> section(EnvironmentConfig.class, "env_cfg"));
    autoScaleLr = collect(() -> section(AutoScaleLr.class, "auto_scale_lr"));
    logs = collect(() -> LogPlan.bind(binder, config));
    place = collect(() -> RunPlace.bind(binder, config));
  }

  private <T> T collect(Supplier<T> part) {
    try {
      return part.get();
    } catch (ConfigException e) {
      problems.addAll(e.problems());
      return null;
    }
  }

  private ConfigNode required(String key) {
    ConfigNode node = config.get(key);
    if (node == null || node.isNone()) {
      throw new ConfigException(
          Problem.of(config.location(), key, "the config has no " + key + ", so it cannot train"));
    }
    return node;
  }

  private ConfigNode typed(String key, String type) {
    ConfigNode node = required(key);
    if (node instanceof DictNode dict && !dict.has("type")) {
      DictNode copy = dict.copy();
      copy.put("type", new ScalarNode(type, dict.location()));
      return copy;
    }
    return node;
  }

  /** {@code train_cfg} may say by_epoch in place of a type. */
  private ConfigNode trainLoopNode() {
    ConfigNode node = required("train_cfg");
    if (node instanceof DictNode dict && !dict.has("type")) {
      DictNode copy = dict.copy();
      ConfigNode byEpoch = copy.remove("by_epoch");
      boolean epochs = byEpoch == null || binder.bind(Boolean.class, byEpoch, "train_cfg.by_epoch");
      copy.put(
          "type",
          new ScalarNode(epochs ? "EpochBasedTrainLoop" : "IterBasedTrainLoop", dict.location()));
      return copy;
    }
    return node;
  }

  private void bindValidation() {
    List<String> keys = List.of("val_cfg", "val_dataloader", "val_evaluator");
    List<String> there =
        keys.stream().filter(key -> config.has(key) && !config.get(key).isNone()).toList();
    if (there.isEmpty()) {
      return;
    }
    if (there.size() < keys.size()) {
      problems.add(
          Problem.of(
              config.location(),
              there.get(0),
              keys + " stand together or not at all, got only " + there));
      return;
    }
    validation = collect(() -> Evaluator.of(binder, config, EvalStep.Phase.VAL));
    Spec<EvalLoop> evalLoop =
        collect(() -> binder.spec(EvalLoop.class, typed("val_cfg", "ValLoop"), "val_cfg"));
    halfPrecisionEval = evalLoop != null && evalLoop.build().halfPrecision();
  }

  private <T> T section(Class<T> type, String key) {
    ConfigNode node = config.get(key);
    boolean absent = node == null || node.isNone();
    return binder.bind(type, absent ? new DictNode(config.location()) : node, key);
  }

  /** The model. */
  public Spec<Detector> model() {
    return model;
  }

  /** The training data. */
  public DataLoaderConfig trainLoader() {
    return trainLoader;
  }

  Spec<TrainLoop> loop() {
    return loop;
  }

  Spec<OptimWrapper> optim() {
    return optim;
  }

  SchedulePlan schedules() {
    return schedules;
  }

  /** The validation; null when there is none. */
  Evaluator validation() {
    return validation;
  }

  boolean halfPrecisionEval() {
    return halfPrecisionEval;
  }

  Hooks hooks() {
    return hooks;
  }

  RandomnessConfig randomness() {
    return randomness;
  }

  EnvironmentConfig environment() {
    return environment;
  }

  AutoScaleLr autoScaleLr() {
    return autoScaleLr;
  }

  LogPlan logs() {
    return logs;
  }

  /** What may be a mistake in the config; empty when nothing is. */
  String warning() {
    return LegacyKeys.warning(config);
  }

  /** The work folder that the config names, or {@code work_dirs/NAME}. */
  Path workDir(String name) {
    return Path.of(place.work_dir() == null ? "work_dirs/" + name : place.work_dir());
  }

  /** The path or URL of weights to start from, or, with resume, of a run's checkpoint; or null. */
  String loadFrom() {
    return place.load_from();
  }

  /** Whether a run goes on. */
  boolean resume() {
    return place.resume();
  }

  /** The experiment's name when the config gives one; else null. */
  String experimentName() {
    return place.experiment_name();
  }
}
