package org.vedette.engine;

import java.util.ArrayList;
import java.util.List;
import org.vedette.base.ConfigException;
import org.vedette.base.Problem;
import org.vedette.config.ConfigNode;
import org.vedette.config.DictNode;
import org.vedette.config.ListNode;
import org.vedette.config.component.Binder;
import org.vedette.config.component.Spec;
import org.vedette.engine.optim.ParamGroup;
import org.vedette.engine.schedule.ParamScheduler;
import org.vedette.engine.schedule.Schedules;
import org.vedette.engine.schedule.policy.LrConfig;

/** The schedules of a config, bound and checked but not built. */
public interface SchedulePlan {
  /**
   * Builds and starts the schedules.
   *
   * @param groups what they change: {@link org.vedette.engine.optim.OptimWrapper#scheduled}
   * @param span how long the run is
   * @throws ConfigException when the settings do not fit the run or the optimizer
   */
  List<ParamScheduler> build(List<ParamGroup> groups, Run.Span span);

  /**
   * Binds a config's {@code param_scheduler}, or its {@code lr_config}.
   *
   * @throws ConfigException with all problems
   */
  static SchedulePlan bind(Binder binder, DictNode config) {
    ConfigNode schedulers = given(config, Schedules.KEY);
    ConfigNode policy = given(config, LrConfig.KEY);
    if (policy == null) {
      List<Spec<ParamScheduler>> specs = schedulers == null ? List.of() : specs(binder, schedulers);
      return (groups, span) -> Schedules.build(specs, groups, span);
    }
    if (schedulers != null) {
      throw new ConfigException(
          Problem.of(
                  policy.location(),
                  LrConfig.KEY,
                  "the config has a param_scheduler, too ("
                      + schedulers.location()
                      + "), and both set the lr")
              .withHint("set the one that is not meant to None"));
    }
    LrConfig bound = LrConfig.bind(binder, policy);
    return (groups, span) -> List.of(bound.build(groups, span));
  }

  private static ConfigNode given(DictNode config, String key) {
    ConfigNode node = config.get(key);
    return node == null || node.isNone() ? null : node;
  }

  private static List<Spec<ParamScheduler>> specs(Binder binder, ConfigNode node) {
    List<Spec<ParamScheduler>> specs = new ArrayList<>();
    List<Problem> problems = new ArrayList<>();
    List<ConfigNode> items = node instanceof ListNode list ? list.items() : List.of(node);
    for (int i = 0; i < items.size(); i++) {
      String path = node instanceof ListNode ? Schedules.KEY + "." + i : Schedules.KEY;
      try {
        specs.add(binder.spec(ParamScheduler.class, items.get(i), path));
      } catch (ConfigException e) {
        problems.addAll(e.problems());
      }
    }
    if (!problems.isEmpty()) {
      throw new ConfigException(problems);
    }
    return specs;
  }
}
