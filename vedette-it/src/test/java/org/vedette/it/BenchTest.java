package org.vedette.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The benchmarks of the command line where neither a checkpoint nor data are there. */
class BenchTest {
  private static final String CONFIG =
      Path.of(System.getProperty("vedette.root", ".."))
          .resolve("configs/demo/mask-rcnn_r18_shapes.py")
          .toString();

  @Test
  void predictionsOfAModelThatNobodyTrainedAreTimedByPart() {
    CommandRun run =
        CommandRun.of(
            "bench",
            "infer",
            CONFIG,
            "--shape",
            "96",
            "128",
            "--runs",
            "1",
            "--warmup",
            "0",
            "--bare");

    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(run.out())
        .contains(
            "\"weights\":\"untrained\"",
            "\"backbone\":{",
            "\"rpn_head.proposals\":{",
            "\"roi_head.bbox_roi_extractor\":{",
            "\"roi_head.mask_head\":{",
            "\"bare_ms\":{\"backbone\":{",
            "\"ratio_to_bare\":{\"backbone_and_neck\":");
  }

  @Test
  void trainingOnMadePicturesIsTimedByStageAndPart() {
    CommandRun run =
        CommandRun.of(
            "bench",
            "train",
            CONFIG,
            "--synthetic",
            "--shape",
            "96",
            "128",
            "--objects",
            "2",
            "--steps",
            "1",
            "--warmup",
            "1",
            "--bare",
            "--device",
            "cpu",
            "--cfg-options",
            "train_dataloader.batch_size=2");

    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(run.out())
        .contains(
            "\"batch_size\":2",
            "\"backward\":",
            "\"rpn_head.loss\":",
            "\"roi_head.mask_head\":",
            "\"bare_seconds\":",
            "\"loss_mask\":");
  }

  @Test
  void madePicturesThatAreTooSmallAreRefused() {
    CommandRun run = CommandRun.of("bench", "infer", CONFIG, "--shape", "8", "128");

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).contains("64 rows");
  }
}
