package org.vedette.engine.hook;

import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.engine.EvalStep;
import org.vedette.engine.ProcessMemory;
import org.vedette.engine.Run;
import org.vedette.engine.TrainStep;

/** Logs how much memory the machine and this process use. */
@Component("MemoryProfilerHook")
public final class MemoryProfilerHook implements Hook {
  private final Config config;

  /**
   * Settings.
   *
   * @param interval every so many steps
   */
  public record Config(@Default("50") int interval) {
    /** Checks the number. */
    public Config {
      if (interval < 1) {
        throw new IllegalArgumentException("'interval' must be above 0");
      }
    }
  }

  /** A hook with these settings. */
  public MemoryProfilerHook(Config config) {
    this.config = config;
  }

  @Override
  public void afterTrainIter(Run run, TrainStep step) {
    if ((run.iteration() + 1) % config.interval() == 0) {
      log(run);
    }
  }

  @Override
  public void afterEvalIter(Run run, EvalStep step) {
    if ((step.batchIndex() + 1) % config.interval() == 0) {
      log(run);
    }
  }

  private static void log(Run run) {
    if (!ProcessMemory.isKnown()) {
      Runtime java = Runtime.getRuntime();
      run.log()
          .info("Memory: {} MB of Java's heap", (java.totalMemory() - java.freeMemory()) >> 20);
      return;
    }
    long total = ProcessMemory.machine("MemTotal:");
    long available = ProcessMemory.machine("MemAvailable:");
    long swapUsed = ProcessMemory.machine("SwapTotal:") - ProcessMemory.machine("SwapFree:");
    run.log()
        .info(
            "Memory information available_memory: {} MB, used_memory: {} MB, memory_utilization:"
                + " {} %, used_swap_memory: {} MB, current_process_memory: {} MB",
            available,
            total - available,
            total == 0 ? 0 : Math.round(100.0 * (total - available) / total),
            swapUsed,
            ProcessMemory.resident());
  }
}
