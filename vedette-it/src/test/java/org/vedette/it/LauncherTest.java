package org.vedette.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The launcher script, in a process of its own. */
class LauncherTest {
  private static final Path ROOT = Path.of(System.getProperty("vedette.root"));
  private static final Path LAUNCHER = ROOT.resolve("vedette");

  @TempDir private Path folder;

  /** The launcher would build the project from within its own build. */
  @BeforeAll
  static void requireBuild() {
    Assumptions.assumeTrue(
        Files.exists(ROOT.resolve("vedette-cli/target/classpath.txt")),
        "the launcher is tested by mvn verify, where vedette-cli is packaged");
  }

  private CommandRun run(Path launcher, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(launcher.toString()));
    command.addAll(List.of(arguments));
    Path out = folder.resolve("stdout.txt");
    Path err = folder.resolve("stderr.txt");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    // Java says on standard error that it picked these up.
    builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
    Process process = builder.start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return new CommandRun(process.exitValue(), Files.readString(out), Files.readString(err));
  }

  @Test
  void versionIsPrintedFromAnotherDirectory() throws IOException, InterruptedException {
    CommandRun run = run(LAUNCHER, "--version");

    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(run.out()).containsPattern("[0-9]+\\.[0-9]+\\.[0-9]+");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "doctor",
        "train",
        "demo",
        "data",
        "log",
        "infer",
        "test",
        "eval",
        "config",
        "explain",
        "model",
        "checkpoint",
        "parity",
        "bench"
      })
  void everyCommandExplainsItself(String command) throws IOException, InterruptedException {
    CommandRun run = run(LAUNCHER, command, "--help");

    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(run.out()).contains("Usage: vedette " + command);
    assertThat(run.err()).isEmpty();
  }

  @Test
  void linkInFolderWithSpacesLeadsToTheBuild() throws IOException, InterruptedException {
    Path link = Files.createDirectory(folder.resolve("my tools")).resolve("detect it");
    Files.createSymbolicLink(link, LAUNCHER);

    CommandRun run = run(link, "--help");

    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(run.out()).contains("Usage: vedette", "infer", "test", "doctor");
  }

  @Test
  void argumentsWithSpacesReachTheCommand() throws IOException, InterruptedException {
    Files.writeString(folder.resolve("my config.py"), "x = 1\n");

    CommandRun run = run(LAUNCHER, "config", "print", "my config.py");

    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(run.out()).isEqualToIgnoringNewLines("x = 1\n");
  }

  @Test
  void errorOfTheUserIsExitCode2() throws IOException, InterruptedException {
    CommandRun run = run(LAUNCHER, "config", "print", "nowhere.py");

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).startsWith("error: nowhere.py: ").hasLineCount(1);
    assertThat(run.out()).isEmpty();
  }

  @Test
  void unknownCommandIsExitCode2() throws IOException, InterruptedException {
    CommandRun run = run(LAUNCHER, "detect");

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).contains("'detect'");
  }
}
