package org.vedette.api.check;

import java.util.ArrayList;
import java.util.List;
import org.vedette.api.TtaSettings;
import org.vedette.base.ConfigException;
import org.vedette.base.Problem;
import org.vedette.config.ConfigNode;
import org.vedette.config.DictNode;
import org.vedette.config.ListNode;
import org.vedette.config.component.Binder;
import org.vedette.config.component.Spec;
import org.vedette.core.TtaModel;
import org.vedette.data.Transform;

/** Checks what a config says of test-time augmentation, if anything. */
final class TtaCheck {
  private static final String STEPS = "tta_pipeline";

  private TtaCheck() {}

  /** What is wrong with {@code tta_model}, in a config whose model is right. */
  static List<Problem> model(Binder binder, DictNode config) {
    ConfigNode node = config.get("tta_model");
    if (node == null || node.isNone()) {
      return List.of();
    }
    try {
      Spec<TtaModel> unused = new TtaSettings(config, List.of()).bind(binder);
      return List.of();
    } catch (ConfigException e) {
      return e.problems();
    }
  }

  /** What is wrong with {@code tta_pipeline}. */
  static List<Problem> pipeline(Binder binder, DictNode config) {
    ConfigNode node = config.get(STEPS);
    if (node == null || node.isNone()) {
      return List.of();
    }
    if (!(node instanceof ListNode list)) {
      return List.of(Problem.of(node.location(), STEPS, "a pipeline is a list of steps"));
    }
    List<Problem> problems = new ArrayList<>();
    for (int i = 0; i < list.items().size(); i++) {
      try {
        Spec<Transform> unused = binder.spec(Transform.class, list.items().get(i), STEPS + "." + i);
      } catch (ConfigException e) {
        problems.addAll(e.problems());
      }
    }
    return problems;
  }
}
