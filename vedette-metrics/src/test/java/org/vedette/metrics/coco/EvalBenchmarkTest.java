package org.vedette.metrics.coco;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EvalBenchmarkTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void madeDataIsEvaluatedAndTimed(boolean masks) {
    String json = EvalBenchmark.run(new SyntheticCoco(20, 30, 3, masks, 1), 2).json();
    assertThat(json)
        .startsWith("{\"metric\":\"" + (masks ? "segm" : "bbox") + "\",\"images\":20,")
        .contains("\"ap\":0.", "\"first\":{\"load_s\":", "\"fastest\":{\"load_s\":");
  }

  @Test
  void theSameSettingsMakeTheSameFiles() {
    SyntheticCoco data = new SyntheticCoco(3, 10, 2, true, 5);
    data.writeTruth(folder.resolve("a.json"));
    data.writeTruth(folder.resolve("b.json"));
    data.writeResults(folder.resolve("c.json"));
    data.writeResults(folder.resolve("d.json"));
    assertThat(folder.resolve("a.json")).hasSameTextualContentAs(folder.resolve("b.json"));
    assertThat(folder.resolve("c.json")).hasSameTextualContentAs(folder.resolve("d.json"));
    OfflineEvaluation evaluation =
        OfflineEvaluation.run(
            folder.resolve("a.json"), folder.resolve("c.json"), EvalTarget.SEGM, true);
    assertThat(evaluation.stats()[0]).isBetween(0.01, 0.99);
  }

  @Test
  void nothingCannotBeMeasured() {
    assertThatThrownBy(() -> new SyntheticCoco(0, 1, 1, false, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
