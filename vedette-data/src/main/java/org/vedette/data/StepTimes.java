package org.vedette.data;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/**
 * Adds up how long the steps of pipelines take, over all threads. What a step has other images
 * loaded for, as Mosaic does, counts for their steps and not for its own.
 */
public final class StepTimes {
  private final Map<String, LongAdder> nanos = new ConcurrentHashMap<>();
  private final ThreadLocal<long[]> inner = ThreadLocal.withInitial(() -> new long[1]);

  /** Runs a step and notes its time. */
  Sample time(Transform step, Supplier<Sample> work) {
    long[] within = inner.get();
    long outside = within[0];
    within[0] = 0;
    long start = System.nanoTime();
    try {
      return work.get();
    } finally {
      long all = System.nanoTime() - start;
      nanos
          .computeIfAbsent(step.getClass().getSimpleName(), name -> new LongAdder())
          .add(all - within[0]);
      within[0] = outside + all;
    }
  }

  /** Forgets what was noted. */
  public void clear() {
    nanos.clear();
  }

  /** Seconds by the steps' names, the longest first. */
  public Map<String, Double> seconds() {
    Map<String, Double> seconds = new LinkedHashMap<>();
    nanos.entrySet().stream()
        .sorted((a, b) -> Long.compare(b.getValue().sum(), a.getValue().sum()))
        .forEach(entry -> seconds.put(entry.getKey(), entry.getValue().sum() / 1e9));
    return seconds;
  }
}
