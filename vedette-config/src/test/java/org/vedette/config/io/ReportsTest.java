package org.vedette.config.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vedette.base.ConfigException;
import org.vedette.config.Config;
import org.vedette.config.ConfigFile;

class ReportsTest {
  @TempDir private Path folder;

  private Path write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private String explain(Config config, String key) {
    return Explanation.of(config, key).replace(folder + "/", "");
  }

  @Test
  void aValueIsExplainedByWhatItShadowsLatestFirst() throws IOException {
    write("1.py", "a = dict(x=1)\n");
    write("2.py", "_base_ = '1.py'\na = dict(x=2)\n");
    Config config = ConfigFile.load(write("3.py", "_base_ = '2.py'\na = dict(x=3)\n"));
    assertThat(explain(config, "a.x"))
        .isEqualTo(
            """
            a.x = 3
              set at 3.py:2:12
              instead of 2 at 2.py:2:12
              instead of 1 at 1.py:1:12
            """);
    assertThat(explain(config.withOptions(List.of("a.x=9")), "a.x"))
        .startsWith("a.x = 9\n  set at <--cfg-options>\n  instead of 3 at 3.py:2:12\n");
  }

  @Test
  void aReplacedDictAroundTheValueIsNamed() throws IOException {
    write("1.py", "a = dict(x=1, y=[dict(z=1)])\nk = {'b.c': dict(d=1)}\n");
    Config config =
        ConfigFile.load(write("2.py", "_base_ = '1.py'\na = dict(_delete_=True, y=[dict(z=2)])\n"));
    assertThat(explain(config, "a.y.0.z"))
        .isEqualTo(
            """
            a.y.0.z = 2
              set at 2.py:2:35
              inside a of 2.py:2:5, which replaced the one at 1.py:1:5
            """);
    assertThat(explain(config, "k.b.c.d")).startsWith("k.b.c.d = 1\n  set at 1.py:2:20\n");
  }

  @Test
  void anUnknownKeyIsAnsweredWithTheNearestOne() {
    Config config = Config.fromText("model = dict(backbone=[1, 2])", "m.py");
    assertThatThrownBy(() -> Explanation.of(config, "model.backbon"))
        .isInstanceOf(ConfigException.class)
        .hasMessage("m.py:1:9: model: there is no key 'backbon'; did you mean 'backbone'?");
    assertThatThrownBy(() -> Explanation.of(config, "model.backbone.2"))
        .hasMessage("m.py:1:23: model.backbone: '2' is no index of a list of 2");
    assertThatThrownBy(() -> Explanation.of(config, "model.backbone.1.x"))
        .hasMessage("m.py:1:27: model.backbone.1: the value has no key 'x'");
  }

  @Test
  void aDiffNamesWhatChangedAndLeavesOutTheOrderOfKeys() {
    Config a = Config.fromText("a = dict(x=1, y=(1, 2))\np = [1, 2, 3]\nq = [1, 2]\nold = None");
    Config b = Config.fromText("q = [1, 5]\na = dict(y=[1, 2], x=1.0)\np = [1, 7, 2, 3]\nnew = 1");
    assertThat(ConfigDiff.of(a.root(), b.root()))
        .isEqualTo(
            """
            - a.x = 1
            + a.x = 1.0
            - a.y = (1, 2)
            + a.y = [1, 2]
            + p.1 = 7
            - q.1 = 2
            + q.1 = 5
            - old = None
            + new = 1
            """);
    assertThat(ConfigDiff.of(a.root(), a.root())).isEmpty();
  }

  @Test
  void aFolderIsDumpedFileByFileInSortedOrder() throws IOException {
    write("d/b.py", "x = 1\n");
    write("d/a/z.py", "x = oops\n");
    write("d/a.py", "x = (1, 2.0)\n");
    write("d/note.txt", "no config");
    List<String> lines = new ArrayList<>();
    int resolved = JsonLines.dump(List.of(folder + "/d"), List.of(), lines::add);
    assertThat(resolved).isEqualTo(2);
    assertThat(lines.stream().map(line -> line.replace(folder + "/", "")))
        .containsExactly(
            "{\"config\":\"d/a.py\",\"cfg\":{\"x\":[1,2.0]}}",
            "{\"config\":\"d/a/z.py\",\"error\":\"d/a/z.py:1:5: 'oops' is not defined\"}",
            "{\"config\":\"d/b.py\",\"cfg\":{\"x\":1}}");
    assertThat(JsonLines.dump(List.of("gone.py"), List.of(), lines::add)).isZero();
  }
}
