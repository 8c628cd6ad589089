package org.vedette.engine.hook;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.vedette.base.AtomicFiles;
import org.vedette.base.DataException;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.config.component.OneOrMany;
import org.vedette.engine.EvalStep;
import org.vedette.engine.LocalFolder;
import org.vedette.engine.Run;
import org.vedette.engine.TrainStep;
import org.vedette.engine.checkpoint.LastCheckpoint;
import org.vedette.engine.checkpoint.Publisher;
import org.vedette.engine.checkpoint.TrainingCheckpoint;

/**
 * Saves the run now and then, and the best of it. Each file is whole or not there; {@code
 * last_checkpoint} names a new one once it is on disk, and only then old ones go. Upstream:
 * MMEngine's hook of that name.
 */
@Component("CheckpointHook")
public final class CheckpointHook implements Hook {
  private static final String KEPT = "keep_ckpt_ids";
  private final Config config;
  private final BestCheckpoints best;
  private Path folder;

  /**
   * Settings.
   *
   * @param interval saves every so many epochs or steps; -1: never
   * @param by_epoch whether {@code interval} counts epochs
   * @param save_optimizer whether the optimizer's state is saved, without which no run goes on
   * @param save_param_scheduler whether the schedules' state is saved
   * @param out_dir a folder to save below, in place of the work folder
   * @param max_keep_ckpts how many of the newest are kept; -1: all
   * @param save_last whether the end of the run is saved whatever the interval
   * @param save_best the figures whose best checkpoint is kept: a name, several, or 'auto' for the
   *     first; None: none. Its file holds weights, averages and facts of the run, but no optimizer
   *     and no schedules, so no run goes on from it
   * @param rule whether {@code 'greater'} or {@code 'less'} is better, one or one for each figure;
   *     None: by the figure's name
   * @param greater_keys parts of names of figures of which more is better; None: MMEngine's
   * @param less_keys parts of names of figures of which less is better; None: 'loss'
   * @param file_client_args refused: the old name of backend_args
   * @param filename_tmpl the files' names, with {@code {}} for the epoch or step; None: {@code
   *     epoch_{}.pth} or {@code iter_{}.pth}
   * @param backend_args refused unless it names the local disk: checkpoints go to files
   * @param published_keys the keys that a published copy of the last and the best checkpoints
   *     keeps; None: nothing is published
   * @param save_begin saves from so many epochs or steps on
   */
  public record Config(
      @Default("-1") int interval,
      @Default("True") boolean by_epoch,
      @Default("True") boolean save_optimizer,
      @Default("True") boolean save_param_scheduler,
      @Default("None") String out_dir,
      @Default("-1") int max_keep_ckpts,
      @Default("True") boolean save_last,
      @Default("None") OneOrMany<String> save_best,
      @Default("None") OneOrMany<String> rule,
      @Default("None") List<String> greater_keys,
      @Default("None") List<String> less_keys,
      @Default("None") BackendArgs file_client_args,
      @Default("None") String filename_tmpl,
      @Default("None") BackendArgs backend_args,
      @Default("None") OneOrMany<String> published_keys,
      @Default("0") int save_begin) {
    /** Checks that the settings go together. */
    public Config {
      if (filename_tmpl != null && !filename_tmpl.contains("{}")) {
        throw new IllegalArgumentException("'filename_tmpl' must hold {} for the epoch or step");
      }
      if (save_begin < 0) {
        throw new IllegalArgumentException("'save_begin' must not be below 0");
      }
      LocalFolder.check("out_dir", out_dir);
      BestCheckpoints.check(save_best, rule, greater_keys, less_keys);
    }

    String template() {
      return filename_tmpl != null ? filename_tmpl : by_epoch ? "epoch_{}.pth" : "iter_{}.pth";
    }
  }

  /** A hook with these settings. */
  public CheckpointHook(Config config) {
    this.config = config;
    this.best =
        new BestCheckpoints(
            config.save_best(), config.rule(), config.greater_keys(), config.less_keys());
  }

  @Override
  public Priority priority() {
    return Priority.VERY_LOW;
  }

  @Override
  public void beforeRun(Run run) {
    Path workDir = run.folder().workDir();
    folder =
        config.out_dir() == null
            ? workDir
            : Path.of(config.out_dir()).resolve(workDir.toAbsolutePath().getFileName());
    try {
      // A folder that cannot be written is an error now, not after the first epoch.
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new DataException(
          "CheckpointHook: cannot make the folder " + folder + ": " + AtomicFiles.reason(e), e);
    }
    run.log().info("Checkpoints will be saved to {}.", folder.toAbsolutePath());
  }

  @Override
  public void afterTrainEpoch(Run run) {
    if (!config.by_epoch()) {
      return;
    }
    int done = run.epoch() + 1;
    if (isDue(done)
        || (config.save_last() && done == run.span().maxEpochs() && run.span().byEpoch())) {
      run.log().info("Saving checkpoint at {} epochs", done);
      save(run, done, done, run.iteration());
    }
  }

  @Override
  public void afterTrainIter(Run run, TrainStep step) {
    if (config.by_epoch()) {
      return;
    }
    long done = run.iteration() + 1;
    if (isDue(done) || (config.save_last() && done == run.span().maxIterations())) {
      run.log().info("Saving checkpoint at {} iterations", done);
      save(run, done, run.epoch(), done);
    }
  }

  private boolean isDue(long done) {
    return config.interval() > 0
        && done >= config.save_begin()
        && (done - config.save_begin()) % config.interval() == 0;
  }

  private void save(Run run, long number, int epochs, long iterations) {
    Path file = folder.resolve(config.template().replace("{}", Long.toString(number)));
    run.scalars().info().put("last_ckpt", file.toString());
    List<Long> kept = kept(run);
    List<Long> dropped = new ArrayList<>();
    kept.remove(number);
    kept.add(number);
    while (config.max_keep_ckpts() > 0 && kept.size() > config.max_keep_ckpts()) {
      dropped.add(kept.remove(0));
    }
    if (config.max_keep_ckpts() > 0) {
      run.scalars().info().put(KEPT, kept);
    }
    TrainingCheckpoint.write(run, file, content(epochs, iterations));
    LastCheckpoint.write(run.folder().workDir(), file);
    dropped.forEach(
        old -> delete(folder.resolve(config.template().replace("{}", Long.toString(old)))));
  }

  private TrainingCheckpoint.Content content(int epochs, long iterations) {
    return new TrainingCheckpoint.Content(
        epochs, iterations, config.save_optimizer(), config.save_param_scheduler());
  }

  /** A best checkpoint is for use, not to go on from: it holds no optimizer and no schedules. */
  private static TrainingCheckpoint.Content bestContent(Run run) {
    return new TrainingCheckpoint.Content(run.epoch(), run.iteration(), false, false);
  }

  /** The numbers of the checkpoints that are kept, oldest first. */
  private static List<Long> kept(Run run) {
    List<Long> kept = new ArrayList<>();
    if (run.scalars().info().get(KEPT) instanceof List<?> numbers) {
      for (Object number : numbers) {
        kept.add(((Number) number).longValue());
      }
    }
    return kept;
  }

  @Override
  public void afterEvalEpoch(Run run, EvalStep.Phase phase, Map<String, Double> metrics) {
    if (phase != EvalStep.Phase.VAL || config.save_best() == null) {
      return;
    }
    if (metrics.isEmpty()) {
      run.log().warn("The evaluation has no figures, so no best checkpoint is saved.");
      return;
    }
    long number = config.by_epoch() ? run.epoch() : run.iteration();
    for (BestCheckpoints.Found found : best.update(run, metrics)) {
      String name =
          "best_"
              + found.figure().replace('/', '_')
              + "_"
              + config.template().replace("{}", Long.toString(number));
      Path file = folder.resolve(name);
      Path before = best.file(run, found.figure());
      best.remember(run, found, file);
      TrainingCheckpoint.write(run, file, bestContent(run));
      run.log()
          .info(
              "The best checkpoint with {} {} at {} {} is saved to {}.",
              String.format(Locale.ROOT, "%.4f", found.score()),
              found.figure(),
              number,
              config.by_epoch() ? "epoch" : "iter",
              name);
      if (before != null && !before.equals(file)) {
        delete(before);
      }
    }
  }

  @Override
  public void afterTrain(Run run) {
    if (config.published_keys() == null) {
      return;
    }
    Object last = config.save_last() ? run.scalars().info().get("last_ckpt") : null;
    List<Path> files = new ArrayList<>(best.files(run));
    if (last != null) {
      files.add(Path.of(last.toString()));
    }
    for (Path file : files) {
      Path published = Publisher.publish(file, config.published_keys().values());
      run.log().info("{} is published as {}", file.getFileName(), published);
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
