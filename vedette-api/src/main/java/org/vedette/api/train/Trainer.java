package org.vedette.api.train;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.vedette.api.train.report.RunReportHook;
import org.vedette.base.Problem;
import org.vedette.config.Config;
import org.vedette.config.DictNode;
import org.vedette.config.component.Binder;
import org.vedette.config.component.CustomImports;
import org.vedette.config.component.Registry;
import org.vedette.engine.Run;
import org.vedette.engine.RunPlan;
import org.vedette.engine.Runner;
import org.vedette.engine.hook.Hook;
import org.vedette.tensor.Device;

/**
 * Trains the model of a config, as {@code vedette train} does.
 *
 * <pre>{@code
 * Config config = ConfigFile.load(Path.of("my_config.py"));
 * Trainer trainer = Trainer.of(new Binder(Registry.load()), config);
 * trainer.train(Device.best());
 * }</pre>
 */
public final class Trainer {
  private final Config config;
  private final RunPlan plan;

  private Trainer(Config config, RunPlan plan) {
    this.config = config;
    this.plan = plan;
  }

  /**
   * Binds and checks a whole config; nothing is built yet. An import of its {@code custom_imports}
   * that failed where the config allows that is a warning of the logger of this class.
   *
   * @throws org.vedette.base.ConfigException with all problems
   */
  public static Trainer of(Binder binder, Config config) {
    System.Logger log = System.getLogger(Trainer.class.getName());
    return of(binder, config, problem -> log.log(System.Logger.Level.WARNING, problem));
  }

  /**
   * The same.
   *
   * @param binder of the components without those of the config's own {@code custom_imports}
   * @param skipped is told of each import that failed where the config allows that
   */
  public static Trainer of(Binder binder, Config config, Consumer<Problem> skipped) {
    Registry complete = CustomImports.apply(binder.registry(), config.root(), skipped);
    return new Trainer(config, RunPlan.bind(new Binder(complete), config));
  }

  /**
   * Trains to the end.
   *
   * @param hooks hooks beside those of the config
   * @return the run as it ended: where its files are, its figures
   */
  public Run train(Device device, Hook... hooks) {
    try (Runner runner = runner(device, hooks)) {
      return runner.train();
    }
  }

  /**
   * A runner of this config, for who wants more of it than its result. It keeps a report of the
   * run, unless the config has a {@code default_hooks.report} of its own, such as None.
   */
  public Runner runner(Device device, Hook... hooks) {
    List<Hook> all = new ArrayList<>(List.of(hooks));
    DictNode own = config.root().dict("default_hooks");
    if (own == null || !own.has("report")) {
      all.add(new RunReportHook(RunReportHook.Config.DEFAULT));
    }
    return new Runner(plan, config, new Runner.Options(name(), device, all));
  }

  /** The config's file name without folders and ending. */
  private String name() {
    String file = config.file().replace('\\', '/');
    String last = file.substring(file.lastIndexOf('/') + 1);
    int dot = last.lastIndexOf('.');
    return dot <= 0 ? last : last.substring(0, dot);
  }
}
