package org.vedette.engine.hook;

import java.util.List;
import java.util.Map;
import org.vedette.base.VedetteException;
import org.vedette.base.pickle.PyDict;
import org.vedette.base.pickle.PyList;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.engine.EvalStep;
import org.vedette.engine.Run;

/** Ends a run whose figure has stopped to get better. Upstream: MMEngine's hook of that name. */
@Component("EarlyStoppingHook")
public final class EarlyStoppingHook implements Hook {
  private static final String STATE = "vedette_early_stopping";

  private final Config config;
  private final Rule rule;
  private double best;
  private int waited;

  /**
   * Settings.
   *
   * @param monitor the figure, such as {@code coco/bbox_mAP}
   * @param rule whether {@code 'greater'} or {@code 'less'} is better; None: by the figure's name
   * @param min_delta by how much a figure must be better to count
   * @param strict whether a run ends in an error when the figure is not there; else it goes on
   * @param check_finite whether a figure that is not finite ends the run
   * @param patience how many evaluations in a row may pass without getting better
   * @param stopping_threshold a figure at which the run is good enough and ends; None: never
   */
  public record Config(
      String monitor,
      @Default("None") String rule,
      @Default("0.1") double min_delta,
      @Default("False") boolean strict,
      @Default("True") boolean check_finite,
      @Default("5") int patience,
      @Default("None") Double stopping_threshold) {
    /** Checks the rule. */
    public Config {
      Rule.of(rule, monitor);
    }
  }

  /** A hook with these settings. */
  public EarlyStoppingHook(Config config) {
    this.config = config;
    this.rule = Rule.of(config.rule(), config.monitor());
    this.best = rule.worst();
  }

  @Override
  public Priority priority() {
    return Priority.LOWEST;
  }

  @Override
  public void afterEvalEpoch(Run run, EvalStep.Phase phase, Map<String, Double> metrics) {
    Double score = metrics.get(config.monitor());
    if (score == null) {
      if (config.strict()) {
        throw new VedetteException(
            "EarlyStoppingHook: the evaluation has no '"
                + config.monitor()
                + "', only "
                + metrics.keySet());
      }
      run.log().warn("EarlyStoppingHook: no '{}' among the figures", config.monitor());
      return;
    }
    String reason = reasonToStop(score);
    if (reason != null) {
      run.requestStop(reason);
      run.log().info("{}", reason);
    }
  }

  private String reasonToStop(double score) {
    if (config.check_finite() && !Double.isFinite(score)) {
      return "the monitored figure " + config.monitor() + " = " + score + " is not finite";
    }
    Double enough = config.stopping_threshold();
    if (enough != null && rule.isBetter(score, enough)) {
      return "the monitored figure reached its stopping threshold: "
          + config.monitor()
          + " = "
          + score;
    }
    double delta = rule == Rule.GREATER ? config.min_delta() : -config.min_delta();
    // As upstream: just as good as asked for counts as better, so min_delta=0 waits for worse ones.
    if (!rule.isBetter(best + delta, score)) {
      best = score;
      waited = 0;
      return null;
    }
    waited++;
    return waited < config.patience()
        ? null
        : config.monitor() + " did not get better in the last " + waited + " evaluations";
  }

  @Override
  public void beforeSave(Run run, PyDict checkpoint) {
    checkpoint.put(STATE, PyList.of(best, (long) waited));
  }

  @Override
  public void afterLoad(Run run, PyDict checkpoint) {
    if (checkpoint.get(STATE) instanceof List<?> state
        && state.size() == 2
        && state.get(0) instanceof Double score
        && state.get(1) instanceof Long count) {
      best = score;
      waited = Math.toIntExact(count);
    }
  }
}
