package org.vedette.engine;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Where the time of training steps goes, in seconds by stage. */
public final class StageClock {
  private final Map<String, Double> seconds = new LinkedHashMap<>();
  private long last;

  /** A stage starts now, or everything starts anew. */
  void start() {
    last = System.nanoTime();
  }

  /** What ran since the last mark was this stage. */
  void mark(String stage) {
    long now = System.nanoTime();
    seconds.merge(stage, (now - last) / 1e9, Double::sum);
    last = now;
  }

  /** Takes the times out, in the order of the stages, and starts from nothing. */
  public Map<String, Double> take() {
    Map<String, Double> taken = new LinkedHashMap<>(seconds);
    seconds.clear();
    return Collections.unmodifiableMap(taken);
  }
}
