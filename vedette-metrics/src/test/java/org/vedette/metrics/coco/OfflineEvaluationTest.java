package org.vedette.metrics.coco;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OfflineEvaluationTest {
  @TempDir private Path folder;

  private OfflineEvaluation evaluate(EvalTarget target) {
    TestSet set =
        new TestSet(folder)
            .categories(TestSet.category(8, "dog"), TestSet.category(1, "cat"))
            .truth(1, "[0,0,40,50]")
            .result("[0,0,40,25]", "0.5")
            .result("[0,0,40,50]", "0.5");
    return OfflineEvaluation.run(set.truthFile(), set.resultFile(), target, true);
  }

  @Test
  void jsonHoldsUnroundedFiguresCategoriesByIdAndThoseOfUpstream() {
    // Found second at 0.55 and above, so at precision 1/2; first at 0.5.
    assertThat(evaluate(EvalTarget.BBOX).json())
        .startsWith("{\"stats\":[0.5")
        .contains("\"per_category\":{\"1\":0.5", "\"8\":-1.0}")
        .contains("\"mmdet\":{\"dog_precision\":0.55,\"cat_precision\":\"nan\",\"bbox_mAP\":0.55,")
        .doesNotContain("\n");
  }

  @Test
  void jsonOfProposalsHasNoStats() {
    assertThat(evaluate(EvalTarget.PROPOSAL_FAST).json())
        .isEqualTo(
            "{\"stats\":null,\"per_category\":{},"
                + "\"mmdet\":{\"AR@100\":1.0,\"AR@300\":1.0,\"AR@1000\":1.0}}");
  }

  @Test
  void textShowsBothSummariesAndTheFigures() {
    assertThat(evaluate(EvalTarget.BBOX).text())
        .contains("maxDets=  1 ] = ", "maxDets=1000 ] = ", "| category | mAP  |")
        .endsWith("bbox_mAP_l: -1.0000\n");
  }
}
