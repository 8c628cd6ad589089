package org.vedette.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ConfigCheckCommandTest {
  private static final String MODEL =
      """
      model = dict(
          type='YOLOX',
          backbone=dict(type='CSPDarknet', deepen_factor=0.33, widen_factor=0.125),
          neck=dict(
              type='YOLOXPAFPN', in_channels=[32, 64, 128], out_channels=16, num_csp_blocks=1),
          bbox_head=dict(
              type='YOLOXHead', num_classes=2, in_channels=16, feat_channels=16))
      log_processor = dict(by_epoch=True)
      """;

  @TempDir private Path folder;

  /** Exit code, standard output and standard error. */
  private record Run(int code, String out, String err) {}

  private Run check(String... options) throws IOException {
    Path file = Files.writeString(folder.resolve("a.py"), MODEL);
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine line = new CommandLine(new ConfigCommand());
    line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    List<String> arguments = new ArrayList<>(List.of("check", file.toString()));
    arguments.addAll(List.of(options));
    int code = line.execute(arguments.toArray(String[]::new));
    return new Run(code, out.toString(), err.toString());
  }

  @Test
  void configThatIsRightIsOk() throws IOException {
    Run run = check();
    assertThat(run.code()).isZero();
    assertThat(run.out()).contains("a.py: OK").contains("  model: YOLOX, ");
    assertThat(run.err()).isEqualTo("note: not checked: log_processor\n");
  }

  @Test
  void problemsAreCountedAndMakeExitCode2() throws IOException {
    Run run = check("--cfg-options", "model.neck.out_chanels=8", "load_from=none.pth");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .contains("error: <--cfg-options>: model.neck.out_chanels: unknown key")
        .contains("error: <--cfg-options>: load_from: checkpoint none.pth is missing")
        .contains("a.py: 2 problems\n");
  }
}
