package org.vedette.api.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.vedette.base.Suggestions;
import org.vedette.config.DictNode;

/**
 * What there is to say of the keys of a whole config. Any key may stand there, as upstream keeps
 * helper variables beside the settings.
 */
final class TopLevelKeys {
  /** Settings of upstream's runner that {@link ConfigCheck} does not look into. */
  private static final List<String> NOT_CHECKED =
      List.of(
          "train_cfg",
          "val_cfg",
          "test_cfg",
          "optim_wrapper",
          "auto_scale_lr",
          "default_hooks",
          "custom_hooks",
          "log_processor",
          "vis_backends",
          "visualizer");

  private static final List<String> CHECKED =
      List.of(
          "model",
          "data_preprocessor",
          "train_dataloader",
          "val_dataloader",
          "test_dataloader",
          "val_evaluator",
          "test_evaluator",
          "tta_model",
          "tta_pipeline",
          "custom_imports",
          "load_from",
          "param_scheduler");

  /** Settings without a component, and names that upstream's configs give helper variables. */
  private static final Set<String> USUAL =
      Set.of(
          "default_scope",
          "env_cfg",
          "launcher",
          "log_level",
          "lr_config",
          "randomness",
          "resume",
          "work_dir",
          "tta_cfg",
          "vis_cfg",
          "models",
          "train_dataset",
          "val_dataset",
          "test_dataset");

  private TopLevelKeys() {}

  /** A line for each thing to say. */
  static List<String> notes(DictNode config) {
    List<String> known = new ArrayList<>(NOT_CHECKED);
    known.addAll(CHECKED);
    List<String> notes = new ArrayList<>();
    for (Object key : config.keys()) {
      if (key instanceof String name && !known.contains(name) && !isUsual(name)) {
        Suggestions.nearest(name, known)
            .filter(near -> !config.has(near))
            .ifPresent(near -> notes.add(nearMiss(config, name, near)));
      }
    }
    List<String> skipped = NOT_CHECKED.stream().filter(config::has).toList();
    if (!skipped.isEmpty()) {
      notes.add("not checked: " + String.join(", ", skipped));
    }
    return notes;
  }

  private static boolean isUsual(String name) {
    return USUAL.contains(name) || name.endsWith("_pipeline");
  }

  private static String nearMiss(DictNode config, String name, String near) {
    return config.get(name).location()
        + ": "
        + name
        + ": no setting has this name; did you mean '"
        + near
        + "'?";
  }
}
