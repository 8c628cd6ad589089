package org.vedette.engine.optim;

import org.vedette.config.component.Component;
import org.vedette.config.component.Flat;

/** An optimizer with gradient accumulation and clipping, all in the weights' own precision. */
@Component("OptimWrapper")
public final class PlainOptimWrapper extends BaseOptimWrapper {
  /**
   * Settings.
   *
   * @param wrapper what all wrappers can be told
   */
  public record Config(@Flat WrapperConfig wrapper) {}

  /** A wrapper that knows no model yet. */
  public PlainOptimWrapper(Config config) {
    super(config.wrapper());
  }
}
