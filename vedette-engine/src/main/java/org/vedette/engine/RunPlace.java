package org.vedette.engine;

import org.vedette.config.ConfigNode;
import org.vedette.config.DictNode;
import org.vedette.config.component.Binder;
import org.vedette.config.component.Default;

/**
 * Where a run is kept and where it starts from: keys that stand at a config's top.
 *
 * @param work_dir the work folder; None: {@code work_dirs/NAME}
 * @param load_from the path or URL of weights to start from, or, with resume, of a run's checkpoint
 * @param resume whether a run goes on
 * @param experiment_name what the run is called; None: the config's name
 */
record RunPlace(
    @Default("None") String work_dir,
    @Default("None") String load_from,
    @Default("False") boolean resume,
    @Default("None") String experiment_name) {
  private static final String[] KEYS = {"work_dir", "load_from", "resume", "experiment_name"};

  /** Checks the folder. */
  RunPlace {
    LocalFolder.check("work_dir", work_dir);
  }

  /**
   * Binds the keys; one that is None is as good as absent.
   *
   * @throws org.vedette.base.ConfigException with all problems
   */
  static RunPlace bind(Binder binder, DictNode config) {
    DictNode own = new DictNode(config.location());
    for (String key : KEYS) {
      ConfigNode value = config.get(key);
      if (value != null && !value.isNone()) {
        own.put(key, value);
      }
    }
    return binder.bind(RunPlace.class, own, "");
  }
}
