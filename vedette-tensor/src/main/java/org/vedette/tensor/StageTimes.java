package org.vedette.tensor;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Adds up how long the parts of a model take on this thread while it is open, each without the
 * parts within it, so that the times add up to the whole. Devices other than the CPU compute while
 * the program goes on: there the times tell when work was handed over, not how long it took.
 */
public final class StageTimes implements AutoCloseable {
  private static final double NANOS_PER_MILLI = 1e6;
  private static final ThreadLocal<StageTimes> ACTIVE = new ThreadLocal<>();

  private final Map<String, Long> nanos = new LinkedHashMap<>();
  private final Set<String> steps = new HashSet<>();

  /** How long the parts took that ran within the part that runs now. */
  private long within;

  private StageTimes() {}

  /** Starts to note times on this thread. */
  public static StageTimes open() {
    StageTimes times = new StageTimes();
    ACTIVE.set(times);
    return times;
  }

  /** Runs a layer's forward and notes its time, where anybody asks, under the layer's path. */
  public static <T> T time(Layer part, Supplier<T> work) {
    StageTimes times = ACTIVE.get();
    return times == null ? work.get() : times.note(part.path(), work);
  }

  /** The same for a step of a layer that is no layer itself, such as suppression. */
  public static <T> T time(Layer owner, String step, Supplier<T> work) {
    StageTimes times = ACTIVE.get();
    if (times == null) {
      return work.get();
    }
    String name = owner.path() + "." + step;
    times.steps.add(name);
    return times.note(name, work);
  }

  private <T> T note(String stage, Supplier<T> work) {
    // Here, so that a part stands before those within it.
    nanos.putIfAbsent(stage, 0L);
    long outside = within;
    within = 0;
    long start = System.nanoTime();
    try {
      return work.get();
    } finally {
      long all = System.nanoTime() - start;
      nanos.merge(stage, all - within, Long::sum);
      within = outside + all;
    }
  }

  /** Whether a name stands for a step that is no layer. */
  public boolean isStep(String name) {
    return steps.contains(name);
  }

  /** Takes the times out, in milliseconds by path in the order of their first run. */
  public Map<String, Double> take() {
    Map<String, Double> taken = new LinkedHashMap<>();
    nanos.forEach((stage, own) -> taken.put(stage, own / NANOS_PER_MILLI));
    nanos.clear();
    return taken;
  }

  @Override
  public void close() {
    ACTIVE.remove();
  }
}
