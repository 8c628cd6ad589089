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

class ConfigCommandTest {
  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void writeConfigs() throws IOException {
    Files.writeString(folder.resolve("base.py"), "model = dict(type='A', depth=50)\nlr = 1e-3\n");
    Files.writeString(
        folder.resolve("child.py"), "_base_ = 'base.py'\nmodel = dict(depth=101, k=(1, 2.0))\n");
    Files.writeString(folder.resolve("broken.py"), "a = oops\n");
  }

  private int run(String... arguments) {
    CommandLine line = new CommandLine(new ConfigCommand());
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setOut(new PrintWriter(out));
    line.setErr(new PrintWriter(err));
    line.setExecutionExceptionHandler(
        (error, command, parsed) -> {
          err.append(error.getMessage());
          return 2;
        });
    return line.execute(arguments);
  }

  private String path(String name) {
    return folder.resolve(name).toString();
  }

  @Test
  void printShowsTheResolvedConfigWithSettingsOnTop() {
    assertThat(run("print", path("child.py"), "--cfg-options", "lr=2", "model.type=B")).isZero();
    assertThat(out.toString()).isEqualTo("model = dict(type='B', depth=101, k=(1, 2.0))\nlr = 2\n");
  }

  @Test
  void dumpWritesOneConfigAsJsonOrYaml() {
    assertThat(run("dump", path("base.py"))).isZero();
    assertThat(run("dump", path("base.py"), "--format", "yaml")).isZero();
    assertThat(out.toString())
        .isEqualTo(
            """
            {
              "model": {
                "type": "A",
                "depth": 50
              },
              "lr": 0.001
            }
            model:
              type: A
              depth: 50
            lr: 0.001
            """);
    assertThat(run("dump", path("base.py"), path("child.py"))).isEqualTo(2);
    assertThat(err.toString()).contains("only --format jsonl writes more than one config");
  }

  @Test
  void dumpAsLinesNamesBrokenConfigsAndFailsOnlyWhenNoneResolves() {
    assertThat(run("dump", "--format", "jsonl", folder.toString())).isZero();
    assertThat(out.toString().replace(folder + "/", ""))
        .isEqualTo(
            """
            {"config":"base.py","cfg":{"lr":0.001,"model":{"depth":50,"type":"A"}}}
            {"config":"broken.py","error":"broken.py:1:5: 'oops' is not defined"}
            {"config":"child.py","cfg":{"lr":0.001,"model":{"depth":101,"k":[1,2.0],"type":"A"}}}
            """);
    assertThat(run("dump", "--format", "jsonl", path("broken.py"))).isEqualTo(2);
  }

  @Test
  void explainAndDiffNameValuesByTheirPaths() {
    assertThat(run("explain", path("child.py"), "model.depth")).isZero();
    assertThat(run("diff", path("base.py"), path("child.py"))).isZero();
    assertThat(out.toString().replace(folder + "/", ""))
        .isEqualTo(
            """
            model.depth = 101
              set at child.py:2:20
              instead of 50 at base.py:1:30
            - model.depth = 50
            + model.depth = 101
            + model.k = (1, 2.0)
            """);
  }

  @Test
  void aFaultOfTheConfigIsOneMessage() {
    assertThat(run("print", path("broken.py"))).isEqualTo(2);
    assertThat(err.toString()).isEqualTo(path("broken.py") + ":1:5: 'oops' is not defined");
    assertThat(run("print", path("gone.py"))).isEqualTo(2);
    assertThat(out.toString()).isEmpty();
  }
}
