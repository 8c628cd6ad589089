package org.vedette.engine.schedule.policy;

import java.util.List;
import java.util.Locale;
import org.vedette.base.ConfigException;
import org.vedette.base.Problem;
import org.vedette.config.ConfigNode;
import org.vedette.config.DictNode;
import org.vedette.config.ScalarNode;
import org.vedette.config.component.Binder;
import org.vedette.config.component.Spec;
import org.vedette.engine.Run;
import org.vedette.engine.optim.ParamGroup;
import org.vedette.engine.schedule.ParamScheduler;

/** The learning rate as configs of MMDetection 2.x have it: a dict with {@code policy}. */
public final class LrConfig {
  /** The key of a config. */
  public static final String KEY = "lr_config";

  private static final String POLICY = "policy";
  private static final String KIND = "lr_policy";
  private static final String TYPE = "type";

  private final Spec<LrPolicy> policy;

  private LrConfig(Spec<LrPolicy> policy) {
    this.policy = policy;
  }

  /**
   * Binds a config's {@code lr_config}.
   *
   * @throws ConfigException with all problems
   */
  public static LrConfig bind(Binder binder, ConfigNode node) {
    if (!(node instanceof DictNode dict)) {
      throw new ConfigException(
          new Problem(node.location(), KEY, "wrong type", "a dict with a policy", "", ""));
    }
    if (dict.has(TYPE)) {
      throw new ConfigException(
          Problem.of(dict.get(TYPE).location(), KEY + "." + TYPE, "unknown key")
              .withHint("what an lr_config is, its policy says, such as policy='step'"));
    }
    if (!dict.has(POLICY)) {
      String names = String.join(", ", binder.registry().names(KIND));
      throw new ConfigException(
          new Problem(
              dict.location(),
              KEY + "." + POLICY,
              "missing key",
              "the name of a policy",
              "",
              "policies: " + names));
    }
    DictNode typed = new DictNode(dict.location());
    dict.entries().forEach(typed::put);
    typed.put(TYPE, name(binder, typed.remove(POLICY)));
    try {
      return new LrConfig(binder.spec(LrPolicy.class, typed, KEY));
    } catch (ConfigException e) {
      throw new ConfigException(e.problems().stream().map(LrConfig::asWritten).toList());
    }
  }

  /** MMCV knows a policy such as step as Step, too. */
  private static ConfigNode name(Binder binder, ConfigNode policy) {
    if (policy instanceof ScalarNode scalar && scalar.value() instanceof String text) {
      String small = text.toLowerCase(Locale.ROOT);
      boolean capital = !text.isEmpty() && small.substring(1).equals(text.substring(1));
      if (capital && binder.registry().names(KIND).contains(small)) {
        return new ScalarNode(small, policy.location());
      }
    }
    return policy;
  }

  /** Components are bound by their type, which is the policy here. */
  private static Problem asWritten(Problem problem) {
    return problem.path().equals(KEY + "." + TYPE)
        ? new Problem(
            problem.location(),
            KEY + "." + POLICY,
            problem.message(),
            problem.expected(),
            problem.got(),
            problem.hint())
        : problem;
  }

  /**
   * Builds and starts the schedule.
   *
   * @param groups what it changes
   * @param span how long the run is
   * @throws ConfigException when the settings do not fit the run or the optimizer
   */
  public ParamScheduler build(List<ParamGroup> groups, Run.Span span) {
    try {
      ParamScheduler schedule = new PolicySchedule(policy.type(), policy.build(), span);
      schedule.start(groups, span.epochLength());
      return schedule;
    } catch (IllegalArgumentException e) {
      ConfigException located =
          new ConfigException(
              Problem.of(policy.location(), KEY, policy.type() + ": " + e.getMessage()));
      located.initCause(e);
      throw located;
    }
  }
}
