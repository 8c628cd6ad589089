package org.vedette.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigFileTest {
  @TempDir private Path folder;
  private ConfigFolder configs;

  @BeforeEach
  void open() {
    configs = new ConfigFolder(folder);
  }

  @Test
  void variablesStayAndNamesWithTwoUnderscoresGo() {
    configs.write("a.py", "'''A doc string.'''", "__x = 1", "_y = 2", "z = _y + __x  # three");
    assertThat(configs.resolve("a.py")).isEqualTo("{'_y': 2, 'z': 3}");
  }

  @Test
  void childValuesMergeIntoTheBaseAndKeepItsOrder() {
    configs.write(
        "base/model.py",
        "model = dict(type='A', neck=dict(n=1, m=(2, 3)), tail=[1, 2])",
        "lr = 0.1");
    configs.write(
        "child.py",
        "_base_ = './base/model.py'",
        "model = dict(neck=dict(m=4, k=5), tail=[9])",
        "other = None");
    assertThat(configs.resolve("child.py"))
        .isEqualTo(
            "{'model': {'type': 'A', 'neck': {'n': 1, 'm': 4, 'k': 5}, 'tail': [9]}, "
                + "'lr': 0.1, 'other': None}");
  }

  @Test
  void deleteReplacesTheInheritedDictOnlyWhereThereIsOne() {
    configs.write("base.py", "a = dict(x=1)", "c = dict(x=1)");
    configs.write(
        "child.py",
        "_base_ = ['base.py']",
        "a = dict(_delete_=True, y=2)",
        "b = dict(_delete_=True, y=2)",
        "c = dict(_delete_=False, y=2)");
    assertThat(configs.resolve("child.py"))
        .isEqualTo("{'a': {'y': 2}, 'c': {'x': 1, 'y': 2}, 'b': {'_delete_': True, 'y': 2}}");
  }

  @Test
  void aChainOfBasesMergesFromTheFarEnd() {
    configs.write("1.py", "a = dict(x=1, y=1, z=1)");
    configs.write("2.py", "_base_ = '1.py'", "a = dict(y=2, z=2)");
    configs.write("3.py", "_base_ = '2.py'", "a = dict(z=3)");
    assertThat(configs.resolve("3.py")).isEqualTo("{'a': {'x': 1, 'y': 2, 'z': 3}}");
  }

  @Test
  void referencesToTheBaseShareItsValues() {
    configs.write("base.py", "model = dict(type='M', pre=dict(x=1), head=dict(n=2))", "p = [1]");
    configs.write(
        "child.py",
        "_base_ = 'base.py'",
        "detector = _base_.model",
        "detector.pop('pre')",
        "detector.head.n = 3",
        "detector['head'].update(dict(k=4))",
        "_base_.p.append(2)",
        "del _base_.model",
        "model = dict(type='Track', detector=detector)");
    assertThat(configs.resolve("child.py"))
        .isEqualTo(
            "{'p': [1, 2], "
                + "'detector': {'type': 'M', 'head': {'n': 3, 'k': 4}}, "
                + "'model': {'type': 'Track', 'detector': {'type': 'M', 'head': {'n': 3, 'k': 4}}}}");
  }

  @Test
  void updateGoesIntoNestedDictsOnlyForWhatCameFromABase() {
    configs.write("base.py", "a = dict(n=dict(x=1))");
    configs.write(
        "child.py",
        "_base_ = 'base.py'",
        "_base_.a.update(dict(n=dict(y=2)))",
        "own = dict(n=dict(x=1))",
        "own.update(n=dict(y=2))");
    assertThat(configs.resolve("child.py"))
        .isEqualTo("{'a': {'n': {'x': 1, 'y': 2}}, 'own': {'n': {'y': 2}}}");
  }

  @Test
  void whatIsPutIntoABaseIsACopyButOwnDictsShare() {
    configs.write("base.py", "a = dict()");
    configs.write(
        "child.py",
        "_base_ = 'base.py'",
        "x = dict(k=1)",
        "_base_.a.x = x",
        "y = dict(x=x)",
        "x['k'] = 2");
    assertThat(configs.resolve("child.py"))
        .isEqualTo("{'a': {'x': {'k': 1}}, 'x': {'k': 2}, 'y': {'x': {'k': 2}}}");
  }

  @Test
  void templatesOfTheBaseAreReplacedAsWholeValues() {
    configs.write("base.py", "size = (640, 640)", "data = dict(root='d/', n=[1, 2])");
    configs.write(
        "child.py",
        "_base_ = 'base.py'",
        "# {{_base_.gone}} in a comment is nothing",
        "pipeline = [dict(scale={{_base_.size}}), {{ _base_.data.root }}]",
        "pair = ({{_base_.data.n}}, 1)");
    assertThat(configs.resolve("child.py"))
        .isEqualTo(
            "{'size': (640, 640), 'data': {'root': 'd/', 'n': [1, 2]}, "
                + "'pipeline': [{'scale': (640, 640)}, 'd/'], 'pair': ([1, 2], 1)}");
  }

  @Test
  void templatesOfTheFileAndTheEnvironmentAreReplacedInTheText() {
    configs.write(
        "some.cfg.py",
        "a = '{{ fileBasename }}'",
        "b = './work/{{fileBasenameNoExtension}}'",
        "c = '{{fileExtname}}'",
        "d = '{{fileDirname}}/x'",
        "e = '{{$VEDETTE_SURELY_NOT_SET:/data/set}}/images'",
        "n = {{'$VEDETTE_SURELY_NOT_SET:80'}}");
    assertThat(configs.shorten(configs.resolve("some.cfg.py").replace(folder + "", "HERE")))
        .isEqualTo(
            "{'a': 'some.cfg.py', 'b': './work/some.cfg', 'c': '.py', 'd': 'HERE/x', "
                + "'e': '/data/set/images', 'n': 80}");
  }

  @Test
  void statementsChangeVariables() {
    configs.write(
        "a.py",
        "a = b = [1, 2]; (c, d), e = (3, 4), 5",
        "a += [6]",
        "a[0] = 7",
        "del a[1]",
        "x = dict(k=1, l=2)",
        "x['m'] = 3",
        "del x['k'], e",
        "c *= 10",
        "pass");
    assertThat(configs.resolve("a.py"))
        .isEqualTo("{'a': [7, 6], 'b': [7, 6], 'c': 30, 'd': 4, 'x': {'l': 2, 'm': 3}}");
  }

  @Test
  void whatCameFromAPackageIsMarkedWithItsScope() {
    configs.write(
        "configs/_base_/runtime.py", "hook = dict(type='H', inner=dict(type='I'))", "n = 1");
    configs.write("projects/p/configs/x.py", "_base_ = 'mmdet::_base_/runtime.py'", "n = 2");
    assertThat(configs.resolve("projects/p/configs/x.py"))
        .isEqualTo("{'hook': {'type': 'H', 'inner': {'type': 'I'}, '_scope_': 'mmdet'}, 'n': 2}");
  }

  @Test
  void jsonAndYamlHaveBasesToo() {
    configs.write("base.json", "{\"a\": {\"x\": 1, \"y\": 1.0}, \"big\": 123456789012345678901}");
    configs.write(
        "mid.yaml",
        "_base_: base.json",
        "a: &anchor {y: yes, z: 1e-3, w: 1.0e-3}",
        "b: [*anchor, {<<: *anchor, y: 0x10}]",
        "c: !!python/tuple [1, ~]",
        "s: '{{fileBasename}}'");
    configs.write("top.py", "_base_ = './mid.yaml'", "c = _base_.c + (3,)");
    assertThat(configs.resolve("top.py"))
        .isEqualTo(
            "{'a': {'x': 1, 'y': True, 'z': '1e-3', 'w': 0.001}, 'big': 123456789012345678901, "
                + "'b': [{'y': True, 'z': '1e-3', 'w': 0.001}, "
                + "{'y': 16, 'z': '1e-3', 'w': 0.001}], "
                + "'c': (1, None, 3), 's': 'mid.yaml'}");
  }

  @Test
  void aDeprecatedBaseIsAWarning() {
    configs.write("old.py", "_deprecation_ = dict(expected='new.py', reference='a url')", "a = 1");
    configs.write("child.py", "_base_ = 'old.py'");
    Config config = ConfigFile.load(folder.resolve("child.py"));
    assertThat(config.root().keys()).containsExactly("a");
    assertThat(config.warnings())
        .containsExactly(folder + "/old.py will be deprecated; use new.py instead; see a url");
  }

  @Test
  void anEmptyFileIsAnEmptyConfig() {
    configs.write("a.py", "", "# nothing", "");
    assertThat(configs.resolve("a.py")).isEqualTo("{}");
  }

  @Test
  void valuesKnowWhereTheyWereSetAndWhatTheyShadow() {
    configs.write("base.py", "n = 1", "a = dict(x=n,", "         y=2)");
    configs.write("child.py", "_base_ = 'base.py'", "a = dict(y=3)");
    DictNode a = ConfigFile.load(folder.resolve("child.py")).root().dict("a");
    assertThat(configs.shorten(a.get("x").location().toString())).isEqualTo("base.py:2:12");
    assertThat(configs.shorten(a.get("y").location().toString())).isEqualTo("child.py:2:12");
    assertThat(a.shadowed("y"))
        .extracting(node -> configs.shorten(node.location().toString()))
        .containsExactly("base.py:3:12");
  }
}
