package org.vedette.api.train.report;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.vedette.base.AtomicFiles;
import org.vedette.base.ShutdownException;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.engine.EvalStep;
import org.vedette.engine.Run;
import org.vedette.engine.RunEnvironment;
import org.vedette.engine.TrainStep;
import org.vedette.engine.hook.Hook;
import org.vedette.engine.hook.Priority;
import org.vedette.engine.log.History;
import org.vedette.visual.chart.Chart;

/**
 * Keeps a page up to date that explains the run: {@code TIMESTAMP/index.html} in the work folder,
 * and its charts as files beside it. The page is written anew after evaluations and now and then
 * between; a reader sees the old one or the new one, never a part. A page that cannot be written is
 * a warning: training goes on.
 */
@Component("RunReportHook")
public final class RunReportHook implements Hook {
  /** The page's file below the log folder. */
  public static final String PAGE = "index.html";

  private static final int THUMBNAIL = 320;
  private static final int SHARE_OF_TIME = 50;

  private final ReportData data;
  private Map<String, String> environment = Map.of();
  private Thumbnails trainThumbnails;
  private Thumbnails valThumbnails;
  private String started = "";
  private boolean newBatch = true;
  private boolean ready;
  private long nextNanos;

  /**
   * Settings.
   *
   * @param train_pictures how many pictures of a training batch are shown
   * @param val_pictures how many pictures of the validation are shown
   * @param score_thr the least score of detections in pictures and in the confusion matrix
   * @param iou_thr the least IoU of a match in curves and in the confusion matrix
   */
  public record Config(
      @Default("8") int train_pictures,
      @Default("8") int val_pictures,
      @Default("0.3") double score_thr,
      @Default("0.5") double iou_thr) {
    /** The defaults. */
    public static final Config DEFAULT = new Config(8, 8, 0.3, 0.5);

    /** Checks the numbers. */
    public Config {
      if (train_pictures < 0 || val_pictures < 0) {
        throw new IllegalArgumentException(
            "'train_pictures' and 'val_pictures' must not be below 0");
      }
    }
  }

  /** A hook with these settings. */
  public RunReportHook(Config config) {
    this.data = new ReportData(config);
  }

  @Override
  public Priority priority() {
    return Priority.LOWEST;
  }

  @Override
  public void beforeRun(Run run) {
    environment = RunEnvironment.of(run);
    started = Times.shown(Instant.now());
    data.resume(run.scalars());
  }

  @Override
  public void beforeTrain(Run run) {
    ready = true;
    trainThumbnails = new Thumbnails(run.metaInfo(), THUMBNAIL);
    attempt(run, () -> data.count("training", run.trainData()));
  }

  @Override
  public void beforeTrainEpoch(Run run) {
    newBatch = true;
  }

  @Override
  public void beforeTrainIter(Run run, TrainStep step) {
    if (newBatch) {
      newBatch = false;
      String caption =
          run.span().byEpoch()
              ? "epoch " + (run.epoch() + 1)
              : "iteration " + (run.iteration() + 1);
      attempt(run, () -> data.batch(caption, step.samples(), trainThumbnails));
    }
  }

  @Override
  public void afterTrainIter(Run run, TrainStep step) {
    if (!run.span().byEpoch() && isDue()) {
      update(run, RunReport.Status.RUNNING, "", run.iteration() + 1, false);
    }
  }

  @Override
  public void afterTrainEpoch(Run run) {
    if (run.span().byEpoch() && isDue()) {
      update(run, RunReport.Status.RUNNING, "", run.epoch() + 1L, false);
    }
  }

  private boolean isDue() {
    return System.nanoTime() >= nextNanos;
  }

  @Override
  public void beforeEval(Run run, EvalStep.Phase phase) {
    data.startEvaluation();
  }

  @Override
  public void afterEvalIter(Run run, EvalStep step) {
    if (step.phase() == EvalStep.Phase.VAL) {
      if (valThumbnails == null) {
        valThumbnails = new Thumbnails(step.dataset().metaInfo(), THUMBNAIL);
      }
      attempt(
          run,
          () -> {
            if (!data.hasCounted("validation")) {
              data.count("validation", step.dataset());
            }
            data.evaluated(step, valThumbnails);
          });
    }
  }

  @Override
  public void afterEvalEpoch(Run run, EvalStep.Phase phase, Map<String, Double> metrics) {
    if (phase == EvalStep.Phase.VAL) {
      newBatch = !run.span().byEpoch();
      List<String> classes = run.metaInfo() == null ? List.of() : run.metaInfo().classes();
      long at = done(run);
      attempt(run, () -> data.endEvaluation(at, metrics, classes, run.scalars()));
      update(run, RunReport.Status.RUNNING, "", at, true);
    }
  }

  private static long done(Run run) {
    return run.span().byEpoch() ? run.epoch() : run.iteration();
  }

  @Override
  public void afterRun(Run run, Throwable failure) {
    if (!ready) {
      return;
    }
    RunReport.Status status =
        failure instanceof ShutdownException || (failure == null && run.stopReason() != null)
            ? RunReport.Status.STOPPED
            : failure != null ? RunReport.Status.FAILED : RunReport.Status.FINISHED;
    String note =
        failure instanceof ShutdownException
            ? "by Ctrl-C or a signal"
            : failure != null
                ? String.valueOf(failure.getMessage())
                : Objects.requireNonNullElse(run.stopReason(), "");
    update(run, status, note, done(run), true);
    run.log().info("The report of the run: {}", page(run));
  }

  private static Path page(Run run) {
    return run.folder().logDir().resolve(PAGE);
  }

  /** Does what the report needs; what goes wrong must not end the training. */
  private static void attempt(Run run, Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) {
      run.log().warn("The report of the run lacks something: {}", e.toString());
    }
  }

  private void update(Run run, RunReport.Status status, String note, long done, boolean withFiles) {
    long start = System.nanoTime();
    attempt(run, () -> write(run, report(run, status, note, done), withFiles));
    long end = System.nanoTime();
    nextNanos = end + SHARE_OF_TIME * (end - start);
  }

  private RunReport report(Run run, RunReport.Status status, String note, long done) {
    long total = run.span().byEpoch() ? run.span().maxEpochs() : run.span().maxIterations();
    RunReport.Head head =
        new RunReport.Head(
            run.folder().experimentName(),
            status,
            note,
            started,
            Times.shown(Instant.now()),
            run.span().byEpoch(),
            done,
            total,
            eta(run));
    return new RunReport(
        head,
        environment,
        run.settings().configText(),
        scalars(run),
        data.evaluations(),
        data.analysis(),
        data.objects(),
        run.metaInfo() == null ? List.of() : run.metaInfo().classes(),
        data.trainPictures(),
        data.predictions(),
        CheckpointFiles.in(run.folder().workDir()));
  }

  /** The time to come, by the mean time of a step. */
  private static double eta(Run run) {
    History times = run.scalars().history("train/time");
    return times == null ? -1 : times.mean(100) * (run.span().maxIterations() - run.iteration());
  }

  private static Map<String, double[]> scalars(Run run) {
    Map<String, double[]> scalars = new LinkedHashMap<>();
    run.scalars()
        .histories()
        .forEach(
            (name, history) -> {
              if (name.startsWith("train/")) {
                scalars.put(name.substring("train/".length()), history.values());
              }
            });
    return scalars;
  }

  private static void write(Run run, RunReport report, boolean withFiles) {
    Map<String, Chart> charts = ReportCharts.of(report);
    AtomicFiles.writeString(page(run), RunReportPage.html(report, charts));
    if (withFiles) {
      Path folder = run.folder().logDir().resolve("charts");
      charts.forEach(
          (name, chart) -> {
            AtomicFiles.writeString(folder.resolve(name + ".svg"), chart.svgFile());
            AtomicFiles.write(
                folder.resolve(name + ".png"), file -> Files.write(file, chart.pngFile()));
          });
    }
  }
}
