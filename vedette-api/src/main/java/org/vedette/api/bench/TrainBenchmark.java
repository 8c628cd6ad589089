package org.vedette.api.bench;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.vedette.api.train.Trainer;
import org.vedette.base.VedetteException;
import org.vedette.config.Config;
import org.vedette.config.DictNode;
import org.vedette.config.ListNode;
import org.vedette.config.Literals;
import org.vedette.config.ScalarNode;
import org.vedette.config.component.Binder;
import org.vedette.engine.Run;
import org.vedette.engine.Runner;
import org.vedette.engine.TrainStep;
import org.vedette.engine.hook.Hook;
import org.vedette.tensor.Device;
import org.vedette.tensor.StageTimes;
import org.vedette.tensor.layers.BareConvs;

/**
 * Measures training steps of a config, stage by stage: data, preprocess, forward and loss,
 * backward, step. Nothing is saved, logged or validated meanwhile.
 */
public final class TrainBenchmark {
  /**
   * How to measure.
   *
   * @param steps measured steps
   * @param warmup steps before them
   * @param data made pictures instead of the config's; null for the config's
   * @param bare whether the network's convolutions, with their gradients, are timed as bare calls,
   *     too
   */
  public record Options(int steps, int warmup, MadeData data, boolean bare) {
    /** Checks the counts. */
    public Options {
      if (steps < 1 || warmup < 0) {
        throw new VedetteException("expected 1 step or more and no negative warm-up");
      }
    }
  }

  private static final int BARE_RUNS = 3;

  private TrainBenchmark() {}

  /**
   * Trains a little and measures.
   *
   * @param workDir a folder for made pictures; a run leaves nothing behind
   */
  public static TrainReport run(
      Binder binder, Config config, Device device, Path workDir, Options options) {
    Config data = options.data() == null ? config : options.data().instead(config, workDir);
    try (StageTimes parts = StageTimes.open();
        Counter counter = new Counter(options.warmup(), parts);
        Runner runner = Trainer.of(binder, only(data, workDir, options)).runner(device, counter)) {
      counter.runner = runner;
      runner.train();
      double wall = (System.nanoTime() - counter.start) / 1e9 / options.steps();
      Map<String, Double> seconds = perStep(runner.clock().take(), options.steps());
      return new TrainReport(
          options,
          seconds,
          device.isCuda() ? Map.of() : perStep(parts.take(), 1e3 * options.steps()),
          options.bare() ? bare(counter.convs) : Map.of(),
          wall,
          counter.losses,
          counter.images,
          Machine.peakMemory());
    }
  }

  private static Map<String, Double> perStep(Map<String, Double> sums, double count) {
    Map<String, Double> means = new LinkedHashMap<>();
    sums.forEach((name, sum) -> means.put(name, sum / count));
    return means;
  }

  /** Median seconds of the bare convolutions by part. */
  private static Map<String, Double> bare(BareConvs convs) {
    PartTimes times = new PartTimes();
    convs.run(true);
    for (int i = 0; i < BARE_RUNS; i++) {
      times.add(convs.run(true));
    }
    Map<String, Double> seconds = new LinkedHashMap<>();
    times.timings().forEach((part, millis) -> seconds.put(part, millis.median() / 1e3));
    return seconds;
  }

  /** Takes the time from the end of the warm-up on. */
  private static final class Counter implements Hook, AutoCloseable {
    private final int warmup;
    private final StageTimes parts;
    private final BareConvs convs = BareConvs.open();
    private Map<String, Double> losses = Map.of();
    private Runner runner;
    private long start = System.nanoTime();
    private int images;

    Counter(int warmup, StageTimes parts) {
      this.warmup = warmup;
      this.parts = parts;
    }

    @Override
    public void beforeTrainIter(Run run, TrainStep step) {
      images = step.samples().size();
    }

    @Override
    public void afterTrainIter(Run run, TrainStep step) {
      // The convolutions of one step are enough.
      convs.close();
      losses = step.losses();
      if (run.iteration() + 1 == warmup) {
        runner.clock().take();
        parts.take();
        start = System.nanoTime();
      }
    }

    @Override
    public void close() {
      convs.close();
    }
  }

  /** The config with so many steps and nothing around them. */
  private static Config only(Config config, Path workDir, Options options) {
    DictNode root = config.root().copy();
    root.put("work_dir", ScalarNode.of(workDir.toString()));
    for (String key : new String[] {"val_cfg", "val_dataloader", "val_evaluator", "load_from"}) {
      root.put(key, ScalarNode.of(null));
    }
    root.put("resume", ScalarNode.of(false));
    int steps = options.warmup() + options.steps();
    root.put(
        "train_cfg", Literals.parse("dict(type='IterBasedTrainLoop', max_iters=" + steps + ")"));
    if (root.dict("lr_config") != null) {
      // Its epochs are not those of this loop; a few steps come no further than a warm-up anyway.
      root.put(
          "lr_config",
          Literals.parse(
              "dict(policy='fixed', warmup='constant', warmup_ratio=0.001, warmup_iters="
                  + steps
                  + ")"));
    }
    root.put("default_hooks", noHooks(root.dict("default_hooks")));
    root.put("custom_hooks", new ListNode(List.of(), false, root.location()));
    return new Config(config.file(), root, config.warnings());
  }

  private static DictNode noHooks(DictNode own) {
    DictNode none =
        (DictNode)
            Literals.parse(
                "dict(runtime_info=None, timer=None, sampler_seed=None, logger=None,"
                    + " checkpoint=None)");
    if (own != null) {
      for (Object slot : own.keys()) {
        if (!slot.equals("param_scheduler")) {
          none.put(slot, ScalarNode.of(null));
        }
      }
    }
    return none;
  }
}
