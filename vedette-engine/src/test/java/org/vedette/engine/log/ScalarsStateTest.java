package org.vedette.engine.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vedette.base.SharedData;
import org.vedette.base.pickle.PyDict;
import org.vedette.tensor.checkpoint.Checkpoint;
import org.vedette.tensor.checkpoint.CheckpointWriter;

class ScalarsStateTest {
  @TempDir private Path folder;

  @Test
  void whatIsSavedComesBack() {
    Scalars scalars = new Scalars();
    scalars.add("train/loss", 2.5, 4);
    scalars.add("train/loss", 0.1, 1);
    scalars.info().put("last_ckpt", "epoch_1.pth");
    Path file = folder.resolve("state.pth");
    CheckpointWriter.writePth(file, ScalarsState.of(scalars));

    Scalars back = new Scalars();
    back.add("train/old", 1);
    try (Checkpoint checkpoint = Checkpoint.open(file)) {
      ScalarsState.restore(back, (PyDict) checkpoint.root());
    }
    assertThat(back.histories()).containsOnlyKeys("train/loss");
    assertThat(back.history("train/loss").values()).containsExactly(2.5, 0.1);
    assertThat(back.history("train/loss").counts()).containsExactly(4, 1);
    assertThat(back.info()).containsEntry("last_ckpt", "epoch_1.pth");
  }

  @Test
  void mmenginesOwnHistoriesAreRead() {
    Path file = SharedData.require("reference/components/checkpoints/runner_epoch_3.pth");
    Scalars scalars = new Scalars();
    try (Checkpoint checkpoint = Checkpoint.open(file)) {
      ScalarsState.restore(scalars, ((PyDict) checkpoint.root()).dict("message_hub"));
    }
    assertThat(scalars.history("train/lr").size()).isEqualTo(12);
    assertThat(scalars.history("train/loss").current()).isEqualTo(0.005012942478060722);
    assertThat(scalars.info()).containsEntry("max_epochs", 3L);
  }
}
