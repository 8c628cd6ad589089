package org.vedette.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vedette.base.CheckpointException;
import org.vedette.tensor.checkpoint.CheckpointWriter;
import org.vedette.tensor.checkpoint.HostTensor;
import picocli.CommandLine;

class CheckpointCommandTest {
  @TempDir Path folder;
  private final StringWriter out = new StringWriter();
  private Path file;

  @BeforeEach
  void writeSample() {
    file = folder.resolve("a.pth");
    Map<String, HostTensor> weights = Map.of("net.w", HostTensor.of(new float[] {1, 2}, 2));
    CheckpointWriter.writePth(file, Map.of("state_dict", weights));
  }

  private int run(Object... args) {
    CommandLine line = new CommandLine(new CheckpointCommand());
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setOut(new PrintWriter(out));
    line.setExecutionExceptionHandler(
        (error, command, parsed) -> {
          assertThat(error).isInstanceOf(CheckpointException.class);
          return 2;
        });
    String[] texts = new String[args.length];
    for (int i = 0; i < args.length; i++) {
      texts[i] = args[i].toString();
    }
    return line.execute(texts);
  }

  @Test
  void infoPrintsTextOrJson() {
    assertThat(run("info", file, "--tensors")).isZero();
    assertThat(out.toString()).contains("PyTorch zip", "net.w  float32 [2]");

    out.getBuffer().setLength(0);
    assertThat(run("info", file, "--format", "json")).isZero();
    assertThat(out.toString()).startsWith("{\"file\":").endsWith("}" + System.lineSeparator());
  }

  @Test
  void convertWritesWhatDiffFindsEqualOrNot() {
    Path converted = folder.resolve("b.safetensors");

    assertThat(run("convert", file, converted)).isZero();
    assertThat(out.toString()).startsWith("wrote 1 tensors to ");
    assertThat(run("diff", file, converted)).isZero();

    assertThat(run("convert", file, converted, "--strip-prefix", "net.")).isZero();
    assertThat(run("diff", file, converted)).isEqualTo(1);
    assertThat(out.toString()).contains("only in the first: net.w");
  }

  @Test
  void aMissingFileIsAnErrorOfTheInput() {
    assertThat(run("info", folder.resolve("no.pth"))).isEqualTo(2);
  }
}
