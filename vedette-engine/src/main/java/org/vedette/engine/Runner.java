package org.vedette.engine;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import org.vedette.base.CheckpointException;
import org.vedette.config.Config;
import org.vedette.core.Detector;
import org.vedette.core.Models;
import org.vedette.data.Dataset;
import org.vedette.engine.checkpoint.LastCheckpoint;
import org.vedette.engine.checkpoint.ResumePoint;
import org.vedette.engine.hook.Hook;
import org.vedette.engine.hook.NumClassCheckHook;
import org.vedette.engine.loop.TrainLoop;
import org.vedette.engine.optim.OptimWrapper;
import org.vedette.tensor.Device;
import org.vedette.tensor.Layer;
import org.vedette.tensor.Ops;
import org.vedette.tensor.StateLoader;
import org.vedette.tensor.TensorScope;
import org.vedette.tensor.TorchInfo;
import org.vedette.tensor.checkpoint.Checkpoint;
import org.vedette.tensor.checkpoint.LoadReport;
import org.vedette.tensor.checkpoint.WeightFiles;

/**
 * Trains the model of a config: builds everything, resumes where the config says so, and goes
 * through the loop. Used once.
 */
public final class Runner implements AutoCloseable {
  private final RunPlan plan;
  private final Options options;
  private final Config config;
  private final StageClock clock = new StageClock();
  private Run run;
  private TrainBatches batches;

  /**
   * What the config does not say.
   *
   * @param name the config's name without folders and ending
   * @param device where the model is trained
   * @param hooks hooks beside those of the config
   */
  public record Options(String name, Device device, List<Hook> hooks) {}

  /** A runner of a bound config. */
  public Runner(RunPlan plan, Config config, Options options) {
    this.plan = plan;
    this.config = config;
    this.options = options;
  }

  /**
   * Trains to the end of the loop, or until a hook stops it. When the JVM is told to end, by Ctrl-C
   * or a signal, it waits until the step under way is done and the run has closed its files.
   *
   * @return the run as it ended
   * @throws org.vedette.base.ShutdownException when the JVM is ending
   */
  public Run train() {
    Path workDir = plan.workDir(options.name());
    Optional<Path> resumeFrom = resumeFrom(workDir);
    try (ResumePoint resume = resumeFrom.map(ResumePoint::open).orElse(null)) {
      build(workDir, resume);
      if (resume != null) {
        resume.restore(run);
        ResumePlace.stand(run, resume.epoch(), resume.iteration());
      } else {
        ResumePlace.begin(run);
        if (plan.loadFrom() != null) {
          loadWeights(WeightFiles.locate(plan.loadFrom()));
        }
      }
    }
    try (ExitGuard guard = new ExitGuard()) {
      return guarded(resumeFrom);
    }
  }

  /** Where the time of the steps since the last call went, by stage. */
  public StageClock clock() {
    return clock;
  }

  private Run guarded(Optional<Path> resumeFrom) {
    Throwable failure = null;
    try {
      RunOpening.open(run);
      if (!plan.warning().isEmpty()) {
        run.log().warn("{}", plan.warning());
      }
      resumeFrom.ifPresent(
          file ->
              run.log()
                  .info(
                      "Resumed from {}: epoch {}, iteration {}",
                      file,
                      run.epoch(),
                      run.iteration()));
      NumClassCheckHook.check(run);
      if (plan.validation() != null) {
        plan.validation().check();
        NumClassCheckHook.check(run, plan.validation().dataset().metaInfo(), "validation");
      }
      run.hooks().forEach(hook -> hook.beforeRun(run));
      Validation validation =
          plan.validation() == null
              ? null
              : new Validation(
                  run, plan.validation(), EvalStep.Phase.VAL, plan.halfPrecisionEval());
      new Training(run, plan.loop().build(), batches, validation, clock).go();
      return run;
    } catch (RuntimeException | Error e) {
      failure = e;
      throw e;
    } finally {
      Throwable ended = failure;
      run.hooks().forEach(hook -> hook.afterRun(run, ended));
      RunOpening.close(run, ended);
    }
  }

  private void build(Path workDir, ResumePoint resume) {
    long seed = seed(resume);
    useEnvironment();
    Dataset data = plan.trainLoader().buildDataset(1);
    batches = new TrainBatches(plan.trainLoader(), data, seed);
    Detector model = model(seed);
    RunFolder folder = RunFolder.now(workDir, experiment());
    RunSettings settings = new RunSettings(seed, config.root(), options.name());
    run = new Run(folder, settings, model, options.device());
    TrainLoop loop = plan.loop().build();
    OptimWrapper optim = plan.optim().build();
    try (TensorScope scope = TensorScope.open()) {
      optim.start(model);
      optim.scaleLr(plan.autoScaleLr().factor(plan.trainLoader().batch_size()));
      run.train(optim, data, loop.span(batches.length()));
      run.schedulers().addAll(plan.schedules().build(optim.scheduled(), run.span()));
    }
    plan.logs().applyTo(run);
    run.hooks().addAll(plan.hooks().build(options.hooks()));
    Validation.begin(run);
  }

  /** The checkpoint to go on from: the one that is named, or the work folder's newest. */
  private Optional<Path> resumeFrom(Path workDir) {
    if (!plan.resume()) {
      return Optional.empty();
    }
    return plan.loadFrom() == null
        ? LastCheckpoint.find(workDir)
        : Optional.of(WeightFiles.locate(plan.loadFrom()));
  }

  /** A resumed run goes on with the seed it had. */
  private long seed(ResumePoint resume) {
    if (resume != null && resume.seed() != null) {
      return resume.seed();
    }
    Long seed = plan.randomness().seed();
    return seed == null ? new SecureRandom().nextInt(Integer.MAX_VALUE) : seed;
  }

  private String experiment() {
    return plan.experimentName() == null ? options.name() : plan.experimentName();
  }

  private void useEnvironment() {
    if (options.device().isCuda()) {
      TorchInfo.useCudnn(plan.environment().cudnn_benchmark(), plan.randomness().deterministic());
    }
  }

  private Detector model(long seed) {
    Ops.manualSeed(seed);
    Detector model = Models.build(plan.model(), Device.CPU);
    try (TensorScope scope = TensorScope.open()) {
      model.initWeights(Runner::loadPretrained);
    }
    model.channelsLast();
    model.to(options.device());
    return model;
  }

  private static void loadPretrained(Layer layer, String checkpoint, String prefix) {
    try (Checkpoint file = Checkpoint.open(WeightFiles.locate(checkpoint))) {
      StateLoader.loadMatching(layer, WeightFiles.below(prefix, file.stateDict()), file.name());
    }
  }

  private void loadWeights(Path path) {
    try (Checkpoint file = Checkpoint.open(path)) {
      LoadReport report = StateLoader.loadMatching(run.model(), file.stateDict(), file.name());
      run.log().info("Load checkpoint from {}\n{}", plan.loadFrom(), report);
    } catch (CheckpointException e) {
      throw new CheckpointException("load_from: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    if (batches != null) {
      batches.close();
    }
  }
}
