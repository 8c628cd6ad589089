package org.vedette.engine.log;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.vedette.config.component.ComponentKind;
import org.vedette.engine.Run;

/** Makes lines of a log out of a run's scalars: upstream's log processors. */
@ComponentKind("log_processor")
public interface LogFormat {
  /**
   * What is logged at one time.
   *
   * @param values the numbers for files, in order, by name
   * @param text the line for the text log
   */
  record Entry(Map<String, Number> values, String text) {
    /** Keeps a copy in the order given. */
    public Entry {
      values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }
  }

  /**
   * The entry after a batch.
   *
   * @param batchIndex position among the batches, from 0
   * @param batches how many batches there are in the epoch or the evaluation
   */
  Entry afterIter(Run run, LogMode mode, int batchIndex, int batches);

  /**
   * The entry after an evaluation.
   *
   * @param batches how many batches it had
   */
  Entry afterEval(Run run, LogMode mode, int batches);
}
