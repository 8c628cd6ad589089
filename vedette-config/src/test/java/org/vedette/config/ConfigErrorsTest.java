package org.vedette.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vedette.base.ConfigException;

class ConfigErrorsTest {
  @TempDir private Path folder;
  private ConfigFolder configs;

  @BeforeEach
  void open() {
    configs = new ConfigFolder(folder);
  }

  private String error(String file) {
    Path path = folder.resolve(file);
    ConfigException thrown =
        catchThrowableOfType(ConfigException.class, () -> ConfigFile.load(path));
    assertThat(thrown).as("the config is refused").isNotNull();
    return configs.shorten(thrown.getMessage());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "if True: a = 1             | 1:1: unsupported statement 'if'; a config is data: nothing in it is executed",
        "def f(): pass              | 1:1: unsupported statement 'def'; a config is data: nothing in it is executed",
        "a = 1;for i in []: pass    | 1:7: unsupported statement 'for'; a config is data: nothing in it is executed",
        "import os                  | 1:1: unsupported: import of os; a config is data: nothing in it is executed",
        "from os import path        | 1:1: unsupported: import of os; a config is data: nothing in it is executed",
        "print('x')                 | 1:1: unsupported function 'print': a config is data, nothing in it is executed",
        "a = open                   | 1:5: 'open' is not defined",
        "learn = 1;a = lern         | 1:15: 'lern' is not defined; did you mean 'learn'?",
        "a = dict(x=1;b = 2         | 1:9: '(' was never closed",
        "a = [1 2]                  | 1:8: expected ',' or ']', got '2'",
        "a == 1 = 2                 | 1:1: cannot assign to this expression",
        "a: int = 1                 | 1:2: unsupported: a variable with a type annotation",
        "a = b'x'                   | 1:5: unsupported: a config has no use for bytes",
        "a = 'x                     | 1:5: the string is not closed",
        "a = $x                     | 1:5: unexpected character '$' (U+0024)",
        "a = 1;NEWLINE  b = 2      | 2:1: unexpected indentation",
        "with open('x'): pass       | 1:1: unsupported: the only block of a config is 'with read_base():'; a config is data: nothing in it is executed",
        "a = (1, 2);a[0] = 3        | 1:13: the items of tuple cannot be changed",
        "a = dict();a.b = 1         | 1:13: a dict that this file writes has no attributes; write ['b']",
        "a = dict(); a.pop('x')     | 1:14: there is no key 'x' to pop",
        "a = [];a.update(b=1)       | 1:9: unsupported: list has no method 'update' in a config",
        "a, b = [1]                 | 1:1: cannot unpack 1 values into 2",
        "del a                      | 1:5: 'a' is not defined",
        "text = 1                   | 1:8: text: the name is reserved",
        "a = '{{_base_.x}}'         | 1:5: a template of the base stands only for a whole value; write _base_.x without braces in expressions and f-strings",
        "a = {{_base_.x}}           | 1:5: the base has no 'x' for the template",
        "a = '{{$VEDETTE_SURELY_NOT_SET:}}' | 1:6: the environment variable VEDETTE_SURELY_NOT_SET is not set; set it, or write a default after the colon",
        "a=[];a.append(a)           | values nested deeper than 190 levels",
        "a = [1]*1000;b = [a]*1000;c = [b]*1000 | the config grows beyond 1000000 values",
        "a = [i for i in range(9**4) for j in range(9**4)] | the config grows beyond 1000000 values",
      })
  void aConfigThatIsMoreThanDataIsRefusedWithItsPlace(String text, String message) {
    configs.write("a.py", text.replace("NEWLINE", "\n"));
    assertThat(error("a.py")).startsWith("a.py:").endsWith(message);
  }

  @Test
  void linesAndColumnsAreThoseOfTheFileThoughTemplatesWereReplaced() {
    configs.write(
        "a.py", "a = 1", "b = ['{{fileDirname}}', {{'$NO_SUCH_VARIABLE:8000'}}, missing]");
    assertThat(error("a.py")).isEqualTo("a.py:2:55: 'missing' is not defined");
  }

  @Test
  void aMissingBaseIsNamedWithTheNearestFile() {
    configs.write("faster_rcnn.py", "a = 1");
    configs.write("child.py", "", "_base_ = ['./faster_rcn.py']");
    assertThat(error("child.py"))
        .isEqualTo(
            "child.py:2:11: there is no config 'faster_rcn.py'; did you mean 'faster_rcnn.py'?");
    configs.write("other.py", "_base_ = './faster_rcnn'");
    assertThat(error("other.py"))
        .isEqualTo(
            "other.py:1:10: a config is a .py, .json or .yaml file, got 'faster_rcnn'; did you mean"
                + " 'faster_rcnn.py'?");
  }

  @Test
  void aCircleOfBasesIsShown() {
    configs.write("a.py", "_base_ = 'b.py'");
    configs.write("b.py", "_base_ = ['c.py']");
    configs.write("c.py", "_base_ = './a.py'");
    assertThat(error("a.py"))
        .isEqualTo("c.py:1:10: the bases form a circle: a.py -> b.py -> c.py -> a.py");
  }

  @Test
  void keysThatAreInTwoBasesAreAllNamed() {
    configs.write("a.py", "x = 1", "y = 2", "z = 3");
    configs.write("b.py", "y = 2", "x = 1");
    configs.write("c.py", "_base_ = ['a.py', 'b.py']");
    assertThat(error("c.py"))
        .isEqualTo(
            """
            c.py:1:19: y: the key is in two bases: a.py:2:5 and b.py:1:5
            c.py:1:19: x: the key is in two bases: a.py:1:5 and b.py:2:5""");
  }

  @Test
  void aDictOverSomethingElseAsksForDelete() {
    configs.write("a.py", "x = [1]");
    configs.write("b.py", "_base_ = 'a.py'", "x = dict(y=1)");
    assertThat(error("b.py"))
        .isEqualTo(
            "b.py:2:5: x: a dict cannot be merged into what the base has; expected a dict; got list"
                + " (a.py:1:5); set _delete_=True in the dict to replace it");
  }

  @Test
  void thePackageOfABaseMustBeThere() {
    configs.write("a.py", "_base_ = ['mmpretrain::_base_/x.py']");
    assertThat(error("a.py"))
        .startsWith(
            "a.py:1:11: _base_: the package 'mmpretrain' of the base 'mmpretrain::_base_/x.py' is"
                + " not there, or has no such config");
  }

  @Test
  void theTwoStylesDoNotMix() {
    configs.write("lazy.py", "from mmdet.models import X", "a = 1");
    configs.write("old.py", "_base_ = 'lazy.py'");
    assertThat(error("old.py")).startsWith("lazy.py: a config with imports cannot be the base");
    configs.write("new.py", "with read_base():", "    from .old import *");
    assertThat(error("new.py"))
        .startsWith("old.py:1:1: a config with imports cannot have '_base_'");
    configs.write("lost.py", "with read_base():", "    from .gone import *");
    assertThat(error("lost.py")).startsWith("lost.py:2:5: there is no config 'gone.py'");
    configs.write("star.py", "from mmdet.models import *");
    assertThat(error("star.py"))
        .isEqualTo("star.py:1:26: 'import *' is only for bases, in 'with read_base():'");
    configs.write("call.py", "from mmdet.models import X", "a = X(1)");
    assertThat(error("call.py"))
        .startsWith("call.py:2:5: unsupported: mmdet.models.X is not called");
  }

  @Test
  void foldersAndOtherFilesAreNoConfigs() throws IOException {
    Files.createDirectory(folder.resolve("d.py"));
    assertThat(error("d.py")).endsWith("is a folder, no config");
    assertThat(error("none.py")).contains("there is no config");
    configs.write("x.txt", "a = 1");
    assertThat(error("x.txt")).contains("a config is a .py, .json or .yaml file");
    Files.write(folder.resolve("latin.py"), new byte[] {'a', '=', '\'', (byte) 0xe9, '\''});
    assertThat(error("latin.py")).endsWith("is no text in UTF-8");
  }

  @Test
  void wrongJsonAndYamlHavePlaces() {
    configs.write("a.json", "{\"a\": 1,", " \"b\": }");
    assertThat(error("a.json")).startsWith("a.json:2:7: no JSON: ");
    configs.write("b.json", "[1]");
    assertThat(error("b.json")).isEqualTo("b.json:1:1: a config is a dict; got list");
    configs.write("c.json", "");
    assertThat(error("c.json")).startsWith("c.json:1:1: ");
    configs.write("d.json", "[".repeat(100_000));
    assertThat(error("d.json")).contains("no JSON: ");
    configs.write("a.yaml", "a: [1, 2", "b: 3");
    assertThat(error("a.yaml")).startsWith("a.yaml:2:2: no YAML: ");
    configs.write("b.yaml", "a: 2020-01-01");
    assertThat(error("b.yaml")).startsWith("b.yaml:1:4: unsupported YAML value 2020-01-01");
    configs.write("c.yaml", "a: !!java.net.URL [x]");
    assertThat(error("c.yaml")).startsWith("c.yaml:1:4: unsupported YAML type ");
    configs.write("d.yaml", "a: &x [*x]");
    assertThat(error("d.yaml")).startsWith("d.yaml:1:4: the YAML value holds itself");
  }

  @Test
  void aBillionLaughsAreRefused() {
    List<String> lines =
        new ArrayList<>(List.of("a0: &a0 [ha, ha, ha, ha, ha, ha, ha, ha, ha, ha]"));
    for (int i = 1; i < 10; i++) {
      String alias = "*a" + (i - 1) + ", ";
      lines.add("a%d: &a%d [%s *a%d]".formatted(i, i, alias.repeat(9), i - 1));
    }
    configs.write("a.yaml", lines.toArray(String[]::new));
    assertThat(error("a.yaml")).contains("the config grows beyond 1000000 values");
  }

  @Test
  void aLongChainOrAWideTreeOfBasesEnds() {
    for (int i = 0; i < 120; i++) {
      configs.write("c" + i + ".py", "_base_ = 'c" + (i + 1) + ".py'");
    }
    assertThat(error("c0.py")).contains("a chain of more than 100");
    for (int i = 0; i < 20; i++) {
      configs.write("t" + i + ".py", "_base_ = ['t%d.py', 't%d.py']".formatted(i + 1, i + 1));
    }
    configs.write("t20.py", "");
    assertThat(error("t0.py")).contains("more than 1000 bases");
  }
}
