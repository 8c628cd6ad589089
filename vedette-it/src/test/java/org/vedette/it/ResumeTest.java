package org.vedette.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vedette.base.pickle.PyDict;
import org.vedette.tensor.checkpoint.Checkpoint;
import org.vedette.tensor.checkpoint.HostTensor;

/** Runs that are killed and go on, in JVMs of their own. */
class ResumeTest {
  /** How often the run is killed; more takes longer, not otherwise. */
  private static final int KILLS = Integer.getInteger("vedette.kills", 4);

  @TempDir private Path folder;
  private Path config;

  @BeforeEach
  void drawData() throws IOException {
    config = TinyRun.write(folder);
  }

  private Process start(String workDir, String... more) throws IOException {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "train",
                config.toString(),
                "--work-dir",
                folder.resolve(workDir).toString(),
                "--device",
                "cpu"));
    arguments.addAll(List.of(more));
    return ChildRun.start(folder.resolve(workDir + ".txt"), arguments.toArray(String[]::new));
  }

  private void runToTheEnd(String workDir, String... more)
      throws IOException, InterruptedException {
    Process process = start(workDir, more);
    assertThat(process.waitFor(180, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(folder.resolve(workDir + ".txt"))).isZero();
  }

  @Test
  void aRunThatIsKilledAgainAndAgainEndsAsOneThatIsNot() throws IOException, InterruptedException {
    long begin = System.nanoTime();
    runToTheEnd("whole");
    long millis = (System.nanoTime() - begin) / 1_000_000;

    Random random = new Random(7);
    for (int kill = 0; kill < KILLS; kill++) {
      Process process = start("killed", "--resume");
      // From before the first step to after the last.
      if (process.waitFor(random.nextLong(millis / 3, millis), TimeUnit.MILLISECONDS)) {
        assertThat(process.exitValue()).as(Files.readString(folder.resolve("killed.txt"))).isZero();
      }
      process.destroyForcibly().waitFor();
    }
    runToTheEnd("killed", "--resume");

    assertSameState(
        folder.resolve("whole").resolve(TinyRun.LAST),
        folder.resolve("killed").resolve(TinyRun.LAST));
  }

  @Test
  void aRunGoesOnFromAnyOfItsSteps() throws IOException, InterruptedException {
    runToTheEnd("whole", "--cfg-options", "default_hooks.checkpoint.max_keep_ckpts=-1");
    for (int step : new int[] {1, 6, 11}) {
      Path work = Files.createDirectory(folder.resolve("from" + step));
      Path from = work.resolve("start.pth");
      Files.copy(
          folder.resolve("whole/iter_" + step + ".pth"), from, StandardCopyOption.REPLACE_EXISTING);
      runToTheEnd("from" + step, "--resume", from.toString());
      assertSameState(folder.resolve("whole").resolve(TinyRun.LAST), work.resolve(TinyRun.LAST));
    }
  }

  @Test
  void theBestCheckpointHoldsNoOptimizerAndIsNoRunToGoOnFrom()
      throws IOException, InterruptedException {
    runToTheEnd("whole", "--cfg-options", "model.test_cfg.score_thr=0.0");
    Path best;
    try (Stream<Path> files = Files.list(folder.resolve("whole"))) {
      best =
          files.filter(file -> file.getFileName().toString().startsWith("best_")).findAny().get();
    }
    try (Checkpoint checkpoint = Checkpoint.open(best)) {
      assertThat(((PyDict) checkpoint.root()).keySet())
          .contains("meta", "state_dict", "ema_state_dict", "message_hub")
          .doesNotContain("optimizer", "param_schedulers");
    }
    Process process = start("more", "--resume", best.toString());
    assertThat(process.waitFor(180, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(2);
    assertThat(Files.readString(folder.resolve("more.txt")))
        .contains("has no 'optimizer', so the run cannot go on from it; hint: it is a best");
  }

  @Test
  void anEpochOfAnotherLengthIsTrainedFromItsBeginning() throws IOException, InterruptedException {
    runToTheEnd("whole", "--cfg-options", "default_hooks.checkpoint.max_keep_ckpts=-1");
    // 24 images are 6 batches of 4, and 3 of 8: the second epoch is trained as a whole.
    Path from = folder.resolve("whole/iter_8.pth");
    runToTheEnd(
        "wider",
        "--resume",
        from.toString(),
        "--cfg-options",
        "train_dataloader.batch_size=8",
        "custom_hooks=None");
    assertThat(Files.readString(folder.resolve("wider.txt")))
        .contains("goes on at the beginning of epoch 2, after iteration 3 (it was 8)")
        .contains("Epoch(train) [2][1/3]", "Epoch(train) [3][3/3]");
  }

  @Test
  void loaderThreadsDoNotMatter() throws IOException, InterruptedException {
    runToTheEnd("two");
    runToTheEnd("none", "--workers", "0");
    assertSameState(
        folder.resolve("two").resolve(TinyRun.LAST), folder.resolve("none").resolve(TinyRun.LAST));
  }

  private static void assertSameState(Path expected, Path actual) {
    try (Checkpoint one = Checkpoint.open(expected);
        Checkpoint other = Checkpoint.open(actual)) {
      PyDict left = (PyDict) one.root();
      PyDict right = (PyDict) other.root();
      for (String key : List.of("state_dict", "ema_state_dict", "optimizer", "param_schedulers")) {
        assertSame(key, left.get(key), right.get(key));
      }
      assertThat(right.dict("meta").get("iter")).isEqualTo(left.dict("meta").get("iter"));
      assertThat(right.dict("message_hub").dict("runtime_info").get("best_score"))
          .isEqualTo(left.dict("message_hub").dict("runtime_info").get("best_score"));
    }
  }

  private static void assertSame(String path, Object expected, Object actual) {
    if (expected instanceof Map<?, ?> map) {
      assertThat(actual).as(path).isInstanceOf(Map.class);
      Map<?, ?> other = (Map<?, ?>) actual;
      assertThat(List.copyOf(other.keySet())).as(path).isEqualTo(List.copyOf(map.keySet()));
      map.forEach((key, value) -> assertSame(path + "." + key, value, other.get(key)));
    } else if (expected instanceof List<?> list) {
      assertThat((List<?>) actual).as(path).hasSameSizeAs(list);
      for (int i = 0; i < list.size(); i++) {
        assertSame(path + "." + i, list.get(i), ((List<?>) actual).get(i));
      }
    } else if (expected instanceof HostTensor tensor) {
      assertThat(((HostTensor) actual).data()).as(path).isEqualTo(tensor.data());
    } else {
      assertThat(actual).as(path).isEqualTo(expected);
    }
  }
}
