package org.vedette.api.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vedette.base.DataException;
import org.vedette.base.SharedData;

class RunScalarsTest {
  @TempDir private Path folder;

  private RunScalars log(String... lines) throws IOException {
    Path file = folder.resolve("scalars.json");
    Files.writeString(file, String.join("\n", lines).replace('\'', '"') + "\n");
    return RunScalars.read(file);
  }

  @Test
  void lossesStandAtIterationsAndFiguresWhereTheirValidationStands() throws IOException {
    RunScalars run =
        log(
            "{'loss': 2.0, 'time': 0.5, 'epoch': 1, 'iter': 10, 'step': 10}",
            "{'coco/bbox_mAP': 0.25, 'time': 9.0, 'step': 1}",
            "{'loss': 1.0, 'time': 0.5, 'epoch': 2, 'iter': 20, 'step': 20}",
            "{'coco/bbox_mAP': 0.5, 'time': 9.0, 'step': 2}");

    assertThat(run.series("loss", 1)).isDeepEqualTo(new double[][] {{10, 2}, {20, 1}});
    assertThat(run.series("coco/bbox_mAP", 1))
        .isDeepEqualTo(new double[][] {{1, 0.25}, {2, 0.5}})
        .isDeepEqualTo(run.series("bbox_mAP", 1));
    assertThat(run.series("time", 2)).isDeepEqualTo(new double[][] {{20, 0.5}});
    assertThat(run.isFigure("bbox_mAP")).isTrue();
    assertThat(run.isFigure("time")).isFalse();
  }

  @Test
  void anUnknownKeyIsRefusedWithWhatTheLogHas() throws IOException {
    RunScalars run = log("{'loss': 2.0, 'epoch': 1, 'step': 10}");

    assertThatThrownBy(() -> run.series("los", 1))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("scalars.json")
        .hasMessageContaining("did you mean 'loss'?");
    assertThatThrownBy(() -> run.series("loss", 2)).hasMessageContaining("from epoch 2 on");
  }

  @Test
  void aFileWithoutNumbersAndAFolderWithoutALogAreRefused() {
    assertThatThrownBy(() -> log("[1]")).hasMessageContaining("line 1: expected an object");
    assertThatThrownBy(() -> log("{'step': 1}")).hasMessageContaining("no numbers");
    assertThatThrownBy(() -> RunScalars.read(folder.resolve(".")))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("no numbers");
  }

  @Test
  void theNewestLogOfARunsFolderIsTaken() throws IOException {
    for (String time : new String[] {"20260101_000000", "20260102_000000"}) {
      Path data = Files.createDirectories(folder.resolve(time).resolve("vis_data"));
      Files.writeString(data.resolve("scalars.json"), "{\"loss\": 1, \"step\": 1}\n");
    }

    RunScalars run = RunScalars.read(folder);

    assertThat(run.name()).endsWith("/20260102_000000");
  }

  @Test
  void timesOfAnUpstreamLogAreThoseOfItsOwnTool() {
    Path file =
        SharedData.require("reference/components/logs/retinanet_train/vis_data/scalars.json");

    TrainTimes times = TrainTimes.of(RunScalars.read(file), false);

    assertThat(times.slowest()).isEqualTo(1);
    assertThat(times.fastest()).isEqualTo(3);
    // The means of the second to fourth time of each of three epochs.
    double[] means = times.epochs().values().stream().mapToDouble(Double::doubleValue).toArray();
    assertThat(times.mean()).isCloseTo((means[0] + means[1] + means[2]) / 3, within(1e-12));
    assertThat(times.epochs().get(1)).isCloseTo(2.7734, within(5e-5));
  }

  @Test
  void theFirstTimeOfAnEpochCountsWhenAskedFor() throws IOException {
    RunScalars run =
        log(
            "{'loss': 1, 'time': 3.0, 'epoch': 1, 'step': 1}",
            "{'loss': 1, 'time': 1.0, 'epoch': 1, 'step': 2}",
            "{'loss': 1, 'time': 9.0, 'epoch': 2, 'step': 3}",
            "{'loss': 1, 'time': 2.0, 'epoch': 2, 'step': 4}");

    assertThat(TrainTimes.of(run, false).epochs()).containsEntry(1, 1.0).containsEntry(2, 2.0);
    assertThat(TrainTimes.of(run, true).epochs()).containsEntry(1, 2.0).containsEntry(2, 5.5);
    assertThat(TrainTimes.of(run, false).deviation()).isCloseTo(0.5, within(1e-12));
  }

  @Test
  void runsAreComparedByLengthLossesAndBestFigures() throws IOException {
    RunScalars run =
        log(
            "{'loss': 2.0, 'time': 0.5, 'epoch': 1, 'step': 10}",
            "{'coco/bbox_mAP': 0.5, 'step': 1}",
            "{'loss': 1.0, 'time': 1.5, 'epoch': 2, 'step': 20}",
            "{'coco/bbox_mAP': 0.25, 'step': 2}");

    RunComparison table = RunComparison.of(List.of(run, run));

    assertThat(table.rows().get("iterations")).containsExactly(20, 20);
    assertThat(table.rows().get("seconds per iteration")).containsExactly(1, 1);
    assertThat(table.rows().get("loss, last")).containsExactly(1, 1);
    assertThat(table.rows().get("bbox_mAP, last")).containsExactly(0.25, 0.25);
    assertThat(table.rows().get("bbox_mAP, best")).containsExactly(0.5, 0.5);
    assertThat(table.rows().get("bbox_mAP, best at")).containsExactly(1, 1);
    assertThat(table.rows()).doesNotContainKey("memory, most");
  }
}
