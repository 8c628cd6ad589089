package org.vedette.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class LogPlotCommandTest {
  private final StringWriter err = new StringWriter();

  @TempDir private Path folder;
  private Path log;

  @BeforeEach
  void writeLog() throws IOException {
    log =
        Files.writeString(
            folder.resolve("scalars.json"),
            """
            {"lr": 0.01, "loss": 2.5, "epoch": 1, "iter": 10, "step": 10}
            {"lr": 0.01, "loss": 1.5, "epoch": 1, "iter": 20, "step": 20}
            """);
  }

  private int plot(Path to, String... more) {
    CommandLine line =
        new CommandLine(new LogPlotCommand())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setOut(new PrintWriter(new StringWriter()))
            .setErr(new PrintWriter(err));
    String[] args = new String[5 + more.length];
    args[0] = log.toString();
    args[1] = "--keys";
    args[2] = "loss";
    args[3] = "--out";
    args[4] = to.toString();
    System.arraycopy(more, 0, args, 5, more.length);
    return line.execute(args);
  }

  @Test
  void aStyleOfSeabornChangesTheDrawing() throws IOException {
    Path plain = folder.resolve("plain.svg");
    Path dark = folder.resolve("dark.svg");
    assertThat(plot(plain)).as(err.toString()).isZero();
    assertThat(plot(dark, "--style", "darkgrid")).as(err.toString()).isZero();
    assertThat(Files.readString(plain)).doesNotContain("<rect");
    assertThat(Files.readString(dark)).contains("<rect");
  }

  @Test
  void anotherStyleIsRefusedWithThoseThatExist() {
    assertThat(plot(folder.resolve("x.svg"), "--style", "ggplot")).isEqualTo(2);
    assertThat(err.toString()).contains("--style", "DARKGRID", "TICKS", "ggplot");
    assertThat(folder.resolve("x.svg")).doesNotExist();
  }
}
