package org.vedette.engine.loop;

import org.vedette.config.component.Component;
import org.vedette.config.component.Default;

/** Evaluates on the test data. Upstream: MMEngine's loop of that name. */
@Component("TestLoop")
public final class TestLoop implements EvalLoop {
  private final Config config;

  /**
   * Settings.
   *
   * @param fp16 whether the forward pass runs in half precision: bfloat16 on a CPU, float16 on a
   *     GPU
   */
  public record Config(@Default("False") boolean fp16) {}

  /** A loop with these settings. */
  public TestLoop(Config config) {
    this.config = config;
  }

  @Override
  public boolean halfPrecision() {
    return config.fp16();
  }
}
