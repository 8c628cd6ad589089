package org.vedette.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.vedette.base.Problem;
import org.vedette.config.ConfigNode;
import org.vedette.config.DictNode;
import org.vedette.config.io.PythonWriter;

/**
 * Settings of a run under the names that MMDetection 2.x had for them. Nothing reads them but
 * {@code lr_config}; as any key may stand in a config, they would be ignored without a word.
 */
public final class LegacyKeys {
  /**
   * One such setting.
   *
   * @param name its name in 2.x
   * @param now the key that holds it in 3.x; empty when there is none
   * @param hint how 3.x says it
   */
  private record Key(String name, String now, String hint) {}

  private static final List<Key> KEYS =
      List.of(
          new Key(
              "optimizer",
              "optim_wrapper",
              "optim_wrapper=dict(type='OptimWrapper', optimizer=dict(type='SGD', lr=...))"),
          new Key("optimizer_config", "optim_wrapper", "clip_grad in optim_wrapper"),
          new Key("fp16", "optim_wrapper", "type='AmpOptimWrapper' in optim_wrapper"),
          new Key(
              "momentum_config",
              "",
              "param_scheduler, in place of lr_config too, with a type that ends in Momentum"),
          new Key(
              "runner", "train_cfg", "train_cfg=dict(type='EpochBasedTrainLoop', max_epochs=...)"),
          new Key(
              "total_epochs",
              "train_cfg",
              "train_cfg=dict(type='EpochBasedTrainLoop', max_epochs=...)"),
          new Key("workflow", "train_cfg", "val_interval in train_cfg"),
          new Key(
              "evaluation",
              "val_evaluator",
              "val_evaluator, with val_interval in train_cfg and save_best in"
                  + " default_hooks.checkpoint"),
          new Key("checkpoint_config", "default_hooks", "default_hooks=dict(checkpoint=dict(...))"),
          new Key(
              "log_config",
              "default_hooks",
              "default_hooks=dict(logger=dict(interval=...)) and vis_backends of visualizer"),
          new Key("resume_from", "resume", "resume=True with load_from, or --resume FILE"),
          new Key(
              "data", "train_dataloader", "train_dataloader, val_dataloader and test_dataloader"));

  /** By these a {@code data} is told from a variable of that name. */
  private static final Set<String> DATA =
      Set.of("samples_per_gpu", "workers_per_gpu", "train", "val", "test");

  private LegacyKeys() {}

  /** The keys whose settings are not there in 3.x's way either. */
  public static List<Problem> problems(DictNode config) {
    List<Problem> problems = new ArrayList<>();
    for (Key key : KEYS) {
      if (has(config, key.name()) && !isGiven(config, key.now())) {
        problems.add(
            Problem.of(
                    config.get(key.name()).location(),
                    key.name(),
                    "nothing reads this key of MMDetection 2.x")
                .withHint("3.x: " + key.hint()));
      }
    }
    return problems;
  }

  /** A line that names all keys whose settings are there in 3.x's way, too; empty for none. */
  public static String warning(DictNode config) {
    List<String> named = new ArrayList<>();
    for (Key key : KEYS) {
      if (has(config, key.name()) && isGiven(config, key.now())) {
        named.add(
            key.name() + " (" + config.get(key.name()).location() + "; 3.x: " + key.hint() + ")");
      }
    }
    return named.isEmpty()
        ? ""
        : "nothing reads these keys of MMDetection 2.x: " + String.join(", ", named);
  }

  private static boolean has(DictNode config, String name) {
    if (name.equals("data")) {
      DictNode data = config.dict(name);
      return data != null && DATA.stream().anyMatch(data::has);
    }
    return isGiven(config, name) && !isOptimizerOfWrapper(config, name);
  }

  /** A variable that optim_wrapper was written with is no setting of 2.x. */
  private static boolean isOptimizerOfWrapper(DictNode config, String name) {
    DictNode wrapper = config.dict("optim_wrapper");
    return name.equals("optimizer")
        && wrapper != null
        && wrapper.has(name)
        && PythonWriter.value(wrapper.get(name)).equals(PythonWriter.value(config.get(name)));
  }

  private static boolean isGiven(DictNode config, String key) {
    ConfigNode node = config.get(key);
    return node != null && !node.isNone();
  }
}
