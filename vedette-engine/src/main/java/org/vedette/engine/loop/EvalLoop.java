package org.vedette.engine.loop;

import org.vedette.config.component.ComponentKind;

/** How an evaluation runs: what {@code val_cfg} and {@code test_cfg} name. */
@ComponentKind("eval_loop")
public interface EvalLoop {
  /** Whether the forward pass runs in half precision. */
  boolean halfPrecision();
}
