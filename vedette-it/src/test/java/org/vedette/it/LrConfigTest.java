package org.vedette.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vedette.base.pickle.PyDict;
import org.vedette.tensor.checkpoint.Checkpoint;

/** Training with the learning rate as MMDetection 2.x writes it. */
class LrConfigTest {
  @TempDir private Path folder;

  @Test
  void runFollowsItsPolicyAndSaysWhichOldKeysItDoesNotRead() throws IOException {
    Path config = TinyRun.write(folder);
    Path work = folder.resolve("work");
    CommandRun run =
        CommandRun.of(
            "train",
            config.toString(),
            "--device",
            "cpu",
            "--work-dir",
            work.toString(),
            "--cfg-options",
            "param_scheduler=None",
            "lr_config.policy=step",
            "lr_config.step=[2]",
            "lr_config.warmup=linear",
            "lr_config.warmup_iters=4",
            "lr_config.warmup_ratio=0.001",
            "runner.max_epochs=12");

    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(run.out() + run.err())
        .contains("nothing reads these keys of MMDetection 2.x: runner (");
    try (Checkpoint checkpoint = Checkpoint.open(work.resolve(TinyRun.LAST))) {
      PyDict root = (PyDict) checkpoint.root();
      PyDict state = (PyDict) ((List<?>) root.get("param_schedulers")).get(0);
      assertThat(state.get("policy")).isEqualTo("step");
      assertThat(state.get("last_step")).isEqualTo(18L);
      PyDict group = (PyDict) ((List<?>) root.dict("optimizer").get("param_groups")).get(0);
      assertThat(group.get("lr")).isEqualTo(0.01 * 0.1);
      assertThat(group.get("initial_lr")).isEqualTo(0.01);
    }
  }
}
