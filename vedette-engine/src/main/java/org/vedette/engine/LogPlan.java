package org.vedette.engine;

import java.util.List;
import org.vedette.config.ConfigNode;
import org.vedette.config.DictNode;
import org.vedette.config.ScalarNode;
import org.vedette.config.component.Binder;
import org.vedette.config.component.Spec;
import org.vedette.engine.log.LocalVisBackend;
import org.vedette.engine.log.LogFormat;
import org.vedette.engine.log.LogLevel;
import org.vedette.engine.log.LogProcessor;
import org.vedette.engine.log.PlainVisualizer;
import org.vedette.engine.log.Visualizer;

/**
 * What a config says of logs: {@code log_level}, {@code log_processor}, {@code visualizer}.
 *
 * @param level the least level that is logged
 * @param format how lines are made; null for MMEngine's
 * @param visualizer where numbers and pictures go; null for files of the run's folder
 */
record LogPlan(LogLevel level, Spec<LogFormat> format, Spec<Visualizer> visualizer) {
  /**
   * Binds the keys.
   *
   * @throws org.vedette.base.ConfigException with the problems of the first key that has any
   */
  static LogPlan bind(Binder binder, DictNode config) {
    ConfigNode level = config.get("log_level");
    ConfigNode format = typed(config.get("log_processor"), "LogProcessor");
    ConfigNode visualizer = typed(config.get("visualizer"), "Visualizer");
    return new LogPlan(
        isNone(level) ? LogLevel.INFO : binder.bind(LogLevel.class, level, "log_level"),
        isNone(format) ? null : binder.spec(LogFormat.class, format, "log_processor"),
        isNone(visualizer) ? null : binder.spec(Visualizer.class, visualizer, "visualizer"));
  }

  private static boolean isNone(ConfigNode node) {
    return node == null || node.isNone();
  }

  private static ConfigNode typed(ConfigNode node, String type) {
    if (node instanceof DictNode dict && !dict.has("type")) {
      DictNode copy = dict.copy();
      copy.put("type", new ScalarNode(type, dict.location()));
      return copy;
    }
    return node;
  }

  /** Gives a run its log and its writers. */
  void applyTo(Run run) {
    run.logWith(
        level, format == null ? new LogProcessor(LogProcessor.Config.DEFAULT) : format.build());
    run.drawWith(
        visualizer == null
            ? new PlainVisualizer(List.of(new LocalVisBackend()))
            : visualizer.build());
  }
}
