package org.vedette.engine.hook;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.engine.EvalStep;
import org.vedette.engine.Run;
import org.vedette.engine.TrainStep;

/** Logs how much memory the machine and this process use. */
@Component("MemoryProfilerHook")
public final class MemoryProfilerHook implements Hook {
  private static final Path MACHINE = Path.of("/proc/meminfo");
  private static final Path PROCESS = Path.of("/proc/self/status");

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
    if (!Files.isReadable(PROCESS)) {
      Runtime java = Runtime.getRuntime();
      run.log()
          .info("Memory: {} MB of Java's heap", (java.totalMemory() - java.freeMemory()) >> 20);
      return;
    }
    long total = megabytes(MACHINE, "MemTotal:");
    long available = megabytes(MACHINE, "MemAvailable:");
    long swapUsed = megabytes(MACHINE, "SwapTotal:") - megabytes(MACHINE, "SwapFree:");
    run.log()
        .info(
            "Memory information available_memory: {} MB, used_memory: {} MB, memory_utilization:"
                + " {} %, used_swap_memory: {} MB, current_process_memory: {} MB",
            available,
            total - available,
            total == 0 ? 0 : Math.round(100.0 * (total - available) / total),
            swapUsed,
            megabytes(PROCESS, "VmRSS:"));
  }

  /** A line such as {@code VmRSS: 123456 kB}; 0 where there is none. */
  private static long megabytes(Path file, String name) {
    try {
      List<String> lines = Files.readAllLines(file);
      return lines.stream()
          .filter(line -> line.startsWith(name))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) >> 10)
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      return 0;
    }
  }
}
