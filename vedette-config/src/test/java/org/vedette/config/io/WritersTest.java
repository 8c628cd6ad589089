package org.vedette.config.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vedette.base.ConfigException;
import org.vedette.base.RandomSource;
import org.vedette.base.SharedData;
import org.vedette.config.Config;
import org.vedette.config.ConfigFile;
import org.vedette.config.DictNode;
import org.vedette.config.JsonConfigs;

class WritersTest {
  private static DictNode root(String text) {
    return Config.fromText(text).root();
  }

  @Test
  void pythonIsWrittenOnOneLineWhereItFitsElseAnItemALine() {
    String text =
        """
        lr = 0.001
        scales = [(1333, 640), (1333, 800)]
        model = dict(
            type='FasterRCNN',
            backbone=dict(type='ResNet', depth=50, out_indices=(0, 1, 2, 3), frozen_stages=1),
            keys={'backbone.norm': dict(decay_mult=0.0), 1: 'one', 'from': None},
            one=(1,),
            far=float('-inf'),
        )
        """;
    assertThat(PythonWriter.config(root(text))).isEqualTo(text);
  }

  @Test
  void theClassesOfALazyConfigAreImportedUnderFreeNames() {
    String text =
        """
        from b.c import Adam
        from torch.optim import Adam as Adam_2
        from x import lr as lr_2

        a = dict(type=Adam_2, other=Adam)
        lr = lr_2
        """;
    assertThat(PythonWriter.config(root(text))).isEqualTo(text);
  }

  @Test
  void whatIsNoVariableCannotBePython() {
    DictNode root = (DictNode) JsonConfigs.parse("{\"a-b\": 1}", "x.json");
    assertThatThrownBy(() -> PythonWriter.config(root))
        .isInstanceOf(ConfigException.class)
        .hasMessage(
            "x.json:1:9: a-b: the key cannot be a variable of a Python config; dump the config as"
                + " json or yaml");
  }

  @Test
  void compactJsonSortsKeysAndKeepsNumbersApart() {
    DictNode root =
        root(
            "from m.n import T\nb = dict(t=(1, 1.0), u=[T, None, True])\na = {2: 1e-5, 1.5: 'é\"'}");
    assertThat(JsonWriter.compact(root))
        .isEqualTo(
            "{\"a\":{\"1.5\":\"\\u00e9\\\"\",\"2\":1e-05},"
                + "\"b\":{\"t\":[1,1.0],\"u\":[\"m.n.T\",null,true]}}");
  }

  @Test
  void prettyJsonKeepsTheOrderOfKeys() {
    assertThat(JsonWriter.pretty(root("b = [1, {}]\na = ()")))
        .isEqualTo("{\n  \"b\": [\n    1,\n    {}\n  ],\n  \"a\": []\n}\n");
  }

  @Test
  void yamlQuotesWhatWouldBeSomethingElse() {
    String config =
        """
        a = dict(type='A', s='no', t='1e-3', lr=1e-3, tiny=1e-5, x=None, e=dict())
        p = [dict(k=1, l=[2, (3, 4)]), 'text', [dict(z=1)]]
        """;
    assertThat(YamlWriter.document(root(config)))
        .isEqualTo(
            """
            a:
              type: A
              s: "no"
              t: "1e-3"
              lr: 0.001
              tiny: 1.0e-05
              x: null
              e: {}
            p:
              - k: 1
                l:
                  - 2
                  - [3, 4]
              - text
              -
                - z: 1
            """);
  }

  @Test
  void anyTreeIsReadBackFromPythonAsItWas() {
    for (int i = 0; i < 500; i++) {
      DictNode root = new RandomConfigs(RandomSource.at(1, i), true).config();
      String text = PythonWriter.config(root);
      assertThat(root(text).sameAs(root)).as(text).isTrue();
    }
  }

  @Test
  void anyPlainTreeIsReadBackFromYamlAndJsonAsItWas(@TempDir Path folder) throws IOException {
    for (int i = 0; i < 300; i++) {
      DictNode root = new RandomConfigs(RandomSource.at(2, i), false).config();
      String yaml = YamlWriter.document(root);
      Path file = Files.writeString(folder.resolve("a.yaml"), yaml);
      assertThat(ConfigFile.load(file).root().sameAs(root)).as(yaml).isTrue();
      String json = JsonWriter.pretty(root);
      Path same = Files.writeString(folder.resolve("a.json"), json);
      assertThat(ConfigFile.load(same).root().sameAs(root)).as(json).isTrue();
      assertThat(JsonConfigs.parse(JsonWriter.compact(root), "j").sameAs(root)).isTrue();
    }
  }

  @Test
  void upstreamConfigsAreReadBackFromPythonAsTheyWere() {
    int count = 0;
    Path file = SharedData.require("reference/configs/configs31.jsonl.gz");
    try (Stream<DictNode> records = JsonConfigs.records(file)) {
      for (DictNode each : (Iterable<DictNode>) records::iterator) {
        DictNode config = each.dict("cfg");
        assertThat(root(PythonWriter.config(config)).sameAs(config))
            .as(each.string("config"))
            .isTrue();
        count++;
      }
    }
    assertThat(count).isGreaterThan(500);
  }
}
