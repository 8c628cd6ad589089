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
   */
  public record Options(int steps, int warmup) {
    /** Checks the counts. */
    public Options {
      if (steps < 1 || warmup < 0) {
        throw new VedetteException("expected 1 step or more and no negative warm-up");
      }
    }
  }

  private TrainBenchmark() {}

  /**
   * Trains a little and measures.
   *
   * @param workDir a folder for what a run leaves behind, which is nothing
   */
  public static TrainReport run(
      Binder binder, Config config, Device device, Path workDir, Options options) {
    Config bare = bare(config, workDir, options);
    Counter counter = new Counter(options.warmup());
    try (Runner runner = Trainer.of(binder, bare).runner(device, counter)) {
      counter.runner = runner;
      runner.train();
      Map<String, Double> seconds = new LinkedHashMap<>();
      runner.clock().take().forEach((stage, all) -> seconds.put(stage, all / options.steps()));
      double wall = (System.nanoTime() - counter.start) / 1e9 / options.steps();
      return new TrainReport(options, seconds, wall, counter.images, Machine.peakMemory());
    }
  }

  /** Takes the time from the end of the warm-up on. */
  private static final class Counter implements Hook {
    private final int warmup;
    private Runner runner;
    private long start = System.nanoTime();
    private int images;

    Counter(int warmup) {
      this.warmup = warmup;
    }

    @Override
    public void beforeTrainIter(Run run, TrainStep step) {
      images = step.samples().size();
    }

    @Override
    public void afterTrainIter(Run run, TrainStep step) {
      if (run.iteration() + 1 == warmup) {
        runner.clock().take();
        start = System.nanoTime();
      }
    }
  }

  /** The config with so many steps and nothing around them. */
  private static Config bare(Config config, Path workDir, Options options) {
    DictNode root = config.root().copy();
    root.put("work_dir", ScalarNode.of(workDir.toString()));
    for (String key : new String[] {"val_cfg", "val_dataloader", "val_evaluator", "load_from"}) {
      root.put(key, ScalarNode.of(null));
    }
    root.put("resume", ScalarNode.of(false));
    int steps = options.warmup() + options.steps();
    root.put(
        "train_cfg", Literals.parse("dict(type='IterBasedTrainLoop', max_iters=" + steps + ")"));
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
