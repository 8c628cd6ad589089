package org.vedette.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.vedette.data.drawn.DrawnShapes;
import org.vedette.engine.checkpoint.LastCheckpoint;
import org.vedette.tensor.checkpoint.Checkpoint;

/** Ctrl-C and SIGTERM in the middle of steps that are long enough to be hit. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no signals to send")
class InterruptTest {
  private static final List<String> LONG_STEPS =
      List.of("model.data_preprocessor.batch_augments.0.random_size_range=(960,992)");

  @TempDir private Path folder;
  private Path config;
  private Path work;
  private Path output;
  private Process last;

  @AfterEach
  void endWhatIsLeft() throws InterruptedException {
    if (last != null) {
      last.destroyForcibly().waitFor();
    }
  }

  @BeforeEach
  void drawData() throws IOException {
    config = TinyRun.write(folder);
    work = folder.resolve("work");
    output = folder.resolve("output.txt");
  }

  private Process train(String... more) throws IOException {
    List<String> arguments =
        new ArrayList<>(
            List.of("train", config.toString(), "--work-dir", work.toString(), "--device", "cpu"));
    arguments.addAll(List.of(more));
    last = ChildRun.start(output, arguments.toArray(String[]::new));
    return last;
  }

  private Process longRun() throws IOException {
    List<String> arguments = new ArrayList<>(List.of("--cfg-options", "train_cfg.max_epochs=100"));
    arguments.addAll(LONG_STEPS);
    return train(arguments.toArray(String[]::new));
  }

  private void awaitOutput(Process process, String text) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
    while (!Files.readString(output).contains(text)) {
      assertThat(process.isAlive()).as(Files.readString(output)).isTrue();
      assertThat(System.nanoTime()).as("no '%s' in time", text).isLessThan(end);
      Thread.sleep(20);
    }
  }

  private static void signal(Process process, String name) throws Exception {
    String pid = Long.toString(process.pid());
    assumeFalse(name.equals("INT") && ignoresInterrupts(pid), "started where Ctrl-C is ignored");
    assertThat(new ProcessBuilder("kill", "-" + name, pid).start().waitFor()).isZero();
  }

  /** What shells start in the background inherits that it ignores SIGINT. */
  private static boolean ignoresInterrupts(String pid) throws IOException {
    Path status = Path.of("/proc", pid, "status");
    if (!Files.exists(status)) {
      return false;
    }
    String mask =
        Files.readAllLines(status).stream()
            .filter(line -> line.startsWith("SigIgn:"))
            .findFirst()
            .orElseThrow();
    return (Long.parseUnsignedLong(mask.substring("SigIgn:".length()).strip(), 16) & 2) != 0;
  }

  private void assertEnded(Process process, int code) throws Exception {
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    String text = Files.readString(output);
    assertThat(process.exitValue()).as(text).isEqualTo(code);
    assertThat(text).doesNotContain("This is a bug", "fatal error", "Exception");
    assertThat(ChildRun.crashReport(output)).doesNotExist();
  }

  @Test
  void aTrainingThatIsTerminatedStopsAfterItsStepAndCanGoOn() throws Exception {
    Process process = longRun();
    awaitOutput(process, "[3/6]");
    signal(process, "TERM");
    assertEnded(process, 143);
    String text = Files.readString(output);
    assertThat(text).contains("The run was stopped in epoch 1, after iteration");
    assertThat(text).contains("--resume goes on from " + work.resolve("iter_"));
    assertThat(text.split("The run was stopped", -1)).hasSize(2);

    Files.delete(output);
    Process next = train("--resume");
    assertThat(next.waitFor(120, TimeUnit.SECONDS)).isTrue();
    assertThat(next.exitValue()).as(Files.readString(output)).isZero();
    assertThat(Files.readString(output)).contains("Resumed from");
    try (Checkpoint last = Checkpoint.open(work.resolve(TinyRun.LAST))) {
      assertThat(last.stateDict()).isNotEmpty();
    }
  }

  @Test
  void controlCEndsTraining() throws Exception {
    Process process = longRun();
    awaitOutput(process, "[2/6]");
    signal(process, "INT");
    assertEnded(process, 130);
  }

  @Test
  void aTestThatIsTerminatedEndsWithoutACrash() throws Exception {
    Process training = longRun();
    awaitOutput(training, "[2/6]");
    signal(training, "TERM");
    assertEnded(training, 143);
    Path weights = LastCheckpoint.find(work).orElseThrow();

    Path many = folder.resolve("many");
    DrawnShapes.write(many, new DrawnShapes.Settings(1, 500, 64, 1, 3, 0.2, 0.6, 3));
    Path tested =
        Files.writeString(
            folder.resolve("tested.py"),
            Files.readString(config)
                    .replace("'" + folder.resolve("data") + "/'", "'" + many + "/'")
                    .replace("    batch_size=4,", "    batch_size=1,")
                + "test_dataloader = val_dataloader\ntest_evaluator = val_evaluator\n");
    Files.delete(output);
    last =
        ChildRun.start(
            output, "test", tested.toString(), weights.toString(), "--work-dir", work.toString());
    awaitOutput(last, "Epoch(test) [50/");
    signal(last, "TERM");
    assertEnded(last, 143);
  }
}
