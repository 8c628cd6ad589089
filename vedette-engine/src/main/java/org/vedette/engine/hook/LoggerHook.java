package org.vedette.engine.hook;

import java.util.List;
import java.util.Map;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.config.component.OneOrMany;
import org.vedette.engine.EvalStep;
import org.vedette.engine.LocalFolder;
import org.vedette.engine.Run;
import org.vedette.engine.TrainStep;
import org.vedette.engine.log.LogFiles;
import org.vedette.engine.log.LogFormat;
import org.vedette.engine.log.LogMode;

/**
 * Logs how a run goes: lines for the text log, numbers for the run's writers. Upstream: MMEngine's
 * hook of that name.
 */
@Component("LoggerHook")
public final class LoggerHook implements Hook {
  private final Config config;
  private int evalBatches;

  /**
   * Settings.
   *
   * @param interval logs every so many steps
   * @param ignore_last whether the last steps of an epoch go unlogged when they are fewer than the
   *     interval
   * @param interval_exp_name logs the experiment's name every so many steps, and after each epoch
   * @param out_dir a folder below which the logs are copied when the run ends
   * @param out_suffix the endings of the files to copy
   * @param keep_local whether the logs stay where they were when they are copied
   * @param file_client_args refused unless it names the local disk: the old name of backend_args
   * @param log_metric_by_epoch whether figures of an evaluation stand at epochs, else at steps
   * @param backend_args refused unless it names the local disk: logs go to files
   */
  public record Config(
      @Default("10") int interval,
      @Default("True") boolean ignore_last,
      @Default("1000") int interval_exp_name,
      @Default("None") String out_dir,
      @Default("('.json', '.log', '.py', 'yaml')") OneOrMany<String> out_suffix,
      @Default("True") boolean keep_local,
      @Default("None") BackendArgs file_client_args,
      @Default("True") boolean log_metric_by_epoch,
      @Default("None") BackendArgs backend_args) {
    /** Checks the numbers. */
    public Config {
      if (interval < 1 || interval_exp_name < 1) {
        throw new IllegalArgumentException("'interval' and 'interval_exp_name' must be above 0");
      }
      LocalFolder.check("out_dir", out_dir);
      if (out_dir == null && !keep_local) {
        throw new IllegalArgumentException("keep_local=False needs an 'out_dir' to move logs to");
      }
    }
  }

  /** A hook with these settings. */
  public LoggerHook(Config config) {
    this.config = config;
  }

  @Override
  public Priority priority() {
    return Priority.BELOW_NORMAL;
  }

  @Override
  public void beforeRun(Run run) {
    if (config.out_dir() != null) {
      run.log().info("Text logs will be saved below {} after the run.", config.out_dir());
    }
  }

  @Override
  public void afterTrainIter(Run run, TrainStep step) {
    int done = step.batchIndex() + 1;
    int length = run.span().epochLength();
    boolean epochEnds = done == length;
    if ((run.iteration() + 1) % config.interval_exp_name() == 0 || epochEnds) {
      run.log().info("Exp name: {}", run.folder().experimentName());
    }
    boolean last = epochEnds && (!config.ignore_last() || length <= config.interval());
    if (done % config.interval() == 0 || last) {
      LogFormat.Entry entry =
          run.logFormat().afterIter(run, LogMode.TRAIN, step.batchIndex(), length);
      run.log().info("{}", entry.text());
      write(run, entry, run.iteration() + 1);
    }
  }

  @Override
  public void afterEvalIter(Run run, EvalStep step) {
    evalBatches = step.batches();
    if ((step.batchIndex() + 1) % config.interval() == 0) {
      LogMode mode = LogMode.of(step.phase());
      LogFormat.Entry entry =
          run.logFormat().afterIter(run, mode, step.batchIndex(), step.batches());
      run.log().info("{}", entry.text());
    }
  }

  @Override
  public void afterEvalEpoch(Run run, EvalStep.Phase phase, Map<String, Double> metrics) {
    logMetricText(run);
    LogMode mode = LogMode.of(phase);
    LogFormat.Entry entry = run.logFormat().afterEval(run, mode, evalBatches);
    run.log().info("{}", entry.text());
    if (mode == LogMode.TEST) {
      LogFiles.writeTestFigures(run, entry.values());
    } else {
      write(run, entry, config.log_metric_by_epoch() ? run.epoch() : run.iteration());
    }
  }

  /** What metrics say beside their figures; the line for tables of papers stands by itself. */
  private static void logMetricText(Run run) {
    StringBuilder block = new StringBuilder();
    for (String line : run.lastValidation().text().lines().toList()) {
      if (line.contains("_copypaste:")) {
        logBlock(run, block);
        run.log().info("{}", line);
      } else {
        block.append('\n').append(line);
      }
    }
    logBlock(run, block);
  }

  private static void logBlock(Run run, StringBuilder block) {
    if (!block.isEmpty()) {
      run.log().info("{}", block);
      block.setLength(0);
    }
  }

  private static void write(Run run, LogFormat.Entry entry, long step) {
    run.writers().forEach(writer -> writer.scalars(entry.values(), step));
  }

  @Override
  public void afterRun(Run run, Throwable failure) {
    if (config.out_dir() != null) {
      List<String> suffixes = config.out_suffix().values();
      LogFiles.copy(run, config.out_dir(), suffixes, config.keep_local());
    }
  }
}
