package org.vedette.engine.hook;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vedette.config.component.Binder;
import org.vedette.config.component.Registry;
import org.vedette.engine.EvalStep;
import org.vedette.engine.Run;
import org.vedette.engine.RunFixtures;

class EarlyStoppingHookTest {
  @TempDir private Path folder;

  /** After how many of some figures the run is stopped; 0: never. */
  private int stoppedAfter(String keys, double... figures) {
    Run run = RunFixtures.run(folder);
    Hook hook =
        new Binder(Registry.load())
            .spec(Hook.class, "dict(type='EarlyStoppingHook', monitor='coco/bbox_mAP'" + keys + ")")
            .build();
    int stopped = 0;
    for (int i = 0; i < figures.length && stopped == 0; i++) {
      hook.afterEvalEpoch(run, EvalStep.Phase.VAL, Map.of("coco/bbox_mAP", figures[i]));
      stopped = run.stopReason() == null ? 0 : i + 1;
    }
    run.log().close();
    return stopped;
  }

  @Test
  void aFigureThatStaysTheSameIsGoodEnoughWithoutADelta() {
    assertThat(stoppedAfter(", min_delta=0, patience=1", 0, 0, 0, 0)).isZero();
    assertThat(stoppedAfter(", min_delta=0, patience=2", 0.2, 0.2, 0.1, 0.1)).isEqualTo(4);
    assertThat(stoppedAfter(", min_delta=0.25, patience=1", 0, 0.25, 0.5, 0.625)).isEqualTo(4);
  }

  @Test
  void lessIsBetterWhereTheRuleSaysSo() {
    assertThat(stoppedAfter(", rule='less', min_delta=0.25, patience=1", 1, 0.75, 0.625))
        .isEqualTo(3);
  }

  @Test
  void aThresholdAndAFigureThatIsNotFiniteEndTheRun() {
    assertThat(stoppedAfter(", stopping_threshold=0.5", 0.2, 0.5, 0.6)).isEqualTo(3);
    assertThat(stoppedAfter("", 0.2, Double.NaN)).isEqualTo(2);
  }
}
