package org.vedette.engine.log;

import java.util.Locale;
import org.vedette.engine.EvalStep;

/** What a run does when something is logged. */
public enum LogMode {
  /** It trains. */
  TRAIN,
  /** It validates. */
  VAL,
  /** It tests. */
  TEST;

  /** The mode of an evaluation. */
  public static LogMode of(EvalStep.Phase phase) {
    return phase == EvalStep.Phase.VAL ? VAL : TEST;
  }

  /** The name in logs and before the names of scalars: {@code train}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
