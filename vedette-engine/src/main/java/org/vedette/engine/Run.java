package org.vedette.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vedette.core.Detector;
import org.vedette.core.StepContext;
import org.vedette.data.Dataset;
import org.vedette.data.MetaInfo;
import org.vedette.engine.hook.Hook;
import org.vedette.engine.log.LogFormat;
import org.vedette.engine.log.LogLevel;
import org.vedette.engine.log.LogProcessor;
import org.vedette.engine.log.PlainVisualizer;
import org.vedette.engine.log.RunLog;
import org.vedette.engine.log.RunWriter;
import org.vedette.engine.log.Scalars;
import org.vedette.engine.log.Visualizer;
import org.vedette.engine.optim.OptimWrapper;
import org.vedette.engine.schedule.ParamScheduler;
import org.vedette.tensor.Device;

/**
 * A run as its hooks see it: the parts it is made of and where it stands. Belongs to the thread
 * that trains.
 */
public final class Run {
  private final RunFolder folder;
  private final RunSettings settings;
  private final Detector model;
  private final Device device;
  private final RunLog log;
  private final Scalars scalars = new Scalars();
  private final List<Hook> hooks = new ArrayList<>();
  private final List<ParamScheduler> schedulers = new ArrayList<>();
  private LogFormat logFormat = new LogProcessor(LogProcessor.Config.DEFAULT);
  private Visualizer visualizer = new PlainVisualizer(List.of());
  private OptimWrapper optim;
  private Dataset trainData;
  private Span span = Span.NONE;
  private int epoch;
  private long iteration;
  private String stopReason;
  private Evaluator evaluator;
  private Evaluator.Result lastValidation;

  /**
   * How long training is.
   *
   * @param byEpoch whether the loop counts epochs
   * @param maxEpochs epochs; in a loop by iterations, how often the data is gone through
   * @param maxIterations steps
   * @param epochLength steps in an epoch
   */
  public record Span(boolean byEpoch, int maxEpochs, long maxIterations, int epochLength) {
    /** No training. */
    public static final Span NONE = new Span(true, 0, 0, 0);
  }

  Run(RunFolder folder, RunSettings settings, Detector model, Device device) {
    this.folder = folder;
    this.log = new RunLog(folder.logFile());
    this.settings = settings;
    this.model = model;
    this.device = device;
  }

  /** Where files of this run go. */
  public RunFolder folder() {
    return folder;
  }

  /** What the config says of the run as a whole. */
  public RunSettings settings() {
    return settings;
  }

  /** The model, on {@link #device}. */
  public Detector model() {
    return model;
  }

  /** Where the model is. */
  public Device device() {
    return device;
  }

  /** The optimizer and what stands around it; null when the run does not train. */
  public OptimWrapper optim() {
    return optim;
  }

  /** The schedules, in the config's order. */
  public List<ParamScheduler> schedulers() {
    return schedulers;
  }

  /** The hooks in the order in which they are called. */
  public List<Hook> hooks() {
    return hooks;
  }

  /** The first hook of a class. */
  public <H> Optional<H> hook(Class<H> type) {
    return hooks.stream().filter(type::isInstance).map(type::cast).findFirst();
  }

  /** Where numbers and pictures are written down beside the log. */
  public List<RunWriter> writers() {
    return visualizer.writers();
  }

  /** Draws the objects of pictures. */
  public Visualizer visualizer() {
    return visualizer;
  }

  void drawWith(Visualizer drawer) {
    visualizer = drawer;
  }

  /** The numbers of this run. */
  public Scalars scalars() {
    return scalars;
  }

  /** The run's log: the file in the run folder, and who listens to it. */
  public RunLog log() {
    return log;
  }

  /** How lines of the log are made. */
  public LogFormat logFormat() {
    return logFormat;
  }

  void logWith(LogLevel level, LogFormat format) {
    log.level(level);
    logFormat = format;
  }

  /** The training data; null when the run does not train. */
  public Dataset trainData() {
    return trainData;
  }

  /** What labels mean: of the training data, or of what is tested on. */
  public MetaInfo metaInfo() {
    return trainData == null ? null : trainData.metaInfo();
  }

  /** How long training is. */
  public Span span() {
    return span;
  }

  /** Epochs that are done. */
  public int epoch() {
    return epoch;
  }

  /** Steps that are done. */
  public long iteration() {
    return iteration;
  }

  /** Where the next step stands, for random numbers. */
  public StepContext step() {
    return new StepContext(settings.seed(), epoch, iteration, 0);
  }

  /** What the last validation came to; null before it. */
  public Evaluator.Result lastValidation() {
    return lastValidation;
  }

  /** The evaluator of the last validation, with its metrics; null before it. */
  public Evaluator evaluator() {
    return evaluator;
  }

  void evaluated(Evaluator by, Evaluator.Result result) {
    evaluator = by;
    lastValidation = result;
  }

  /** Lets training end after the step or epoch that is under way. */
  public void requestStop(String reason) {
    stopReason = reason;
  }

  /** Why training is to end early; null when it is not. */
  public String stopReason() {
    return stopReason;
  }

  void train(OptimWrapper wrapper, Dataset data, Span length) {
    optim = wrapper;
    trainData = data;
    span = length;
  }

  void advance() {
    iteration++;
  }

  void standAt(int epochsDone, long iterationsDone) {
    epoch = epochsDone;
    iteration = iterationsDone;
  }
}
