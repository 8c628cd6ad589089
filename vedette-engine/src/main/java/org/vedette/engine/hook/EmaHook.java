package org.vedette.engine.hook;

import java.util.List;
import java.util.Set;
import org.vedette.base.CheckpointException;
import org.vedette.base.VedetteException;
import org.vedette.base.pickle.PyDict;
import org.vedette.config.ConfigNode;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.config.component.Spec;
import org.vedette.engine.EvalStep;
import org.vedette.engine.Run;
import org.vedette.engine.TrainStep;
import org.vedette.engine.ema.AveragedModel;

/**
 * Keeps an average of the weights while training, evaluates it in place of them, and saves it as
 * the model: a checkpoint's {@code state_dict} holds the average, its {@code ema_state_dict} the
 * weights that training goes on from.
 */
@Component("EMAHook")
public final class EmaHook implements Hook {
  private static final String WEIGHTS = "state_dict";
  private static final String AVERAGES = "ema_state_dict";
  private static final String PREFIX = "module.";

  private final Config config;
  private final AveragedModel average;
  private boolean swapped;

  /**
   * Settings; those that are None are left to the kind of average.
   *
   * @param ema_type the kind of average
   * @param strict_load whether a resumed checkpoint's average must have all names and no more
   * @param begin_iter the first step that is averaged
   * @param begin_epoch the first epoch that is averaged
   * @param momentum weight of the newest model
   * @param gamma how fast the momentum falls, for kinds where it does
   * @param interval in how many steps there is one that counts
   * @param update_buffers whether buffers are averaged, too
   * @param device where the average is kept
   */
  public record Config(
      @Default("'ExponentialMovingAverage'") EmaChoice ema_type,
      @Default("False") boolean strict_load,
      @Default("0") int begin_iter,
      @Default("0") int begin_epoch,
      @Default("None") ConfigNode momentum,
      @Default("None") ConfigNode gamma,
      @Default("None") ConfigNode interval,
      @Default("None") ConfigNode update_buffers,
      @Default("None") ConfigNode device) {
    /** Checks the beginning and hands the settings of the average on. */
    public Config {
      if (begin_iter < 0 || begin_epoch < 0 || (begin_iter > 0 && begin_epoch > 0)) {
        throw new IllegalArgumentException(
            "begin_iter "
                + begin_iter
                + ", begin_epoch "
                + begin_epoch
                + ": expected one of them, and not negative");
      }
      Spec<AveragedModel> spec = ema_type.spec();
      spec = with(spec, "momentum", momentum);
      spec = with(spec, "gamma", gamma);
      spec = with(spec, "interval", interval);
      spec = with(spec, "update_buffers", update_buffers);
      ema_type = new EmaChoice(with(spec, "device", device));
    }

    private static Spec<AveragedModel> with(
        Spec<AveragedModel> spec, String key, ConfigNode value) {
      return value == null ? spec : spec.with(key, value);
    }
  }

  /** A hook that knows no run yet. */
  public EmaHook(Config config) {
    this.config = config;
    this.average = config.ema_type().spec().build();
  }

  @Override
  public void beforeRun(Run run) {
    if (!average.isStarted()) {
      average.start(run.model());
    }
    average.complete();
  }

  @Override
  public void beforeTrain(Run run) {
    Run.Span span = run.span();
    if (config.begin_epoch() > span.maxEpochs() || config.begin_iter() > span.maxIterations()) {
      throw new VedetteException(
          "EMAHook: begin_epoch "
              + config.begin_epoch()
              + ", begin_iter "
              + config.begin_iter()
              + ": the run ends after "
              + span.maxEpochs()
              + " epochs, "
              + span.maxIterations()
              + " steps");
    }
  }

  @Override
  public void afterTrainIter(Run run, TrainStep step) {
    boolean begun =
        config.begin_epoch() > 0
            ? run.epoch() + 1 >= config.begin_epoch()
            : run.iteration() + 1 >= config.begin_iter();
    if (begun) {
      average.update();
    } else {
      average.follow();
    }
  }

  @Override
  public void beforeEval(Run run, EvalStep.Phase phase) {
    swap();
  }

  @Override
  public void afterEval(Run run, EvalStep.Phase phase) {
    swap();
  }

  private void swap() {
    average.swap();
    swapped = !swapped;
  }

  @Override
  public void beforeSave(Run run, PyDict checkpoint) {
    PyDict averages = average.state();
    checkpoint.put(AVERAGES, averages);
    if (!swapped) {
      exchange(checkpoint.dict(WEIGHTS), averages);
    }
  }

  @Override
  public void afterLoad(Run run, PyDict checkpoint) {
    PyDict averages = checkpoint.dict(AVERAGES);
    if (averages == null) {
      run.log().warn("The checkpoint has no {}: the average starts from its weights.", AVERAGES);
      return;
    }
    PyDict weights = checkpoint.dict(WEIGHTS);
    if (weights == null) {
      throw new CheckpointException("the checkpoint has " + AVERAGES + " but no " + WEIGHTS);
    }
    exchange(weights, averages);
    average.start(run.model());
    Set<String> unmatched = average.load(averages, config.strict_load());
    if (!unmatched.isEmpty()) {
      run.log().warn("{}: missing or unexpected: {}", AVERAGES, unmatched);
    }
  }

  /** What is saved under the model's names is the average, and the other way round. */
  private static void exchange(PyDict weights, PyDict averages) {
    for (Object key : List.copyOf(averages.keySet())) {
      String name = String.valueOf(key);
      if (name.startsWith(PREFIX)) {
        String plain = name.substring(PREFIX.length());
        if (!weights.containsKey(plain)) {
          throw new CheckpointException(
              AVERAGES + " has " + name + ", but " + WEIGHTS + " has no " + plain);
        }
        Object weight = weights.put(plain, averages.get(name));
        averages.put(name, weight);
      }
    }
  }
}
