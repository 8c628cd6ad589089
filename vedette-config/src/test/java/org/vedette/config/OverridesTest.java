package org.vedette.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vedette.base.ConfigException;

class OverridesTest {
  private static String apply(String config, String... options) {
    Config applied = Config.fromText(config).withOptions(List.of(options));
    return PythonText.repr(applied.root());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "1|1",
        "1_000|1000",
        "+7|7",
        "0x10|'0x10'",
        "1.|1.0",
        "1e-3|0.001",
        "inf|inf",
        "TRUE|True",
        "false|False",
        "None|None",
        "none|'none'",
        "``|''",
        "''|''",
        "'quoted text'|'quotedtext'",
        "a,b|['a', 'b']",
        "1,2.5,x|[1, 2.5, 'x']",
        "[1, 2]|[1, 2]",
        "(1,)|(1,)",
        "1,|[1]",
        "[]|[]",
        "()|()",
        "[(a,b),[1,true]]|[('a', 'b'), [1, True]]",
        "\"[1,2]\"|[1, 2]",
        "['a','b']|['a', 'b']",
        "x=y|'x=y'",
      })
  void aValueIsReadAsMmengineReadsIt(String text, String repr) {
    assertThat(PythonText.repr(Overrides.value(text))).isEqualTo(repr);
  }

  @Test
  void aKeyGoesIntoNestedDictsAndMakesThem() {
    assertThat(apply("a = dict(b=dict(c=1, d=2))", "a.b.c=5", "x.y=z"))
        .isEqualTo("{'a': {'b': {'c': 5, 'd': 2}}, 'x': {'y': 'z'}}");
  }

  @Test
  void aWholeNumberNamesAnItemOfAList() {
    assertThat(apply("p = [dict(type='A'), dict(type='B', s=(1, 2))]", "p.1.s=(3,4)", "p.0.k=1"))
        .isEqualTo("{'p': [{'type': 'A', 'k': 1}, {'type': 'B', 's': (3, 4)}]}");
    assertThat(apply("r = [0.5, 1.0]", "r.0=2")).isEqualTo("{'r': [2, 1.0]}");
    assertThat(apply("d = dict(x=1)", "d.0=2")).isEqualTo("{'d': {'x': 1, '0': 2}}");
  }

  @Test
  void deleteReplacesADict() {
    assertThat(apply("n = dict(type='A', x=1)", "n._delete_=True", "n.type=B"))
        .isEqualTo("{'n': {'type': 'B'}}");
  }

  @Test
  void theConfigItselfStaysAsItIs() {
    Config config = Config.fromText("a = dict(b=[dict(c=1)])");
    config.withOptions(List.of("a.b.0.c=2"));
    assertThat(PythonText.repr(config.root())).isEqualTo("{'a': {'b': [{'c': 1}]}}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "a        | 'a' has no '='",
        "a.b.c=1  | a dict cannot be merged into what the base has",
        "t.0=1    | a dict cannot be merged into what the base has",
        "l.2=1    | '2' names no item of the list",
        "l.x=1    | 'x' names no item of the list",
        "a=[1,(2] | the brackets of '1,(2' are not balanced",
      })
  void whatDoesNotFitIsRefused(String option, String message) {
    assertThatThrownBy(() -> apply("a = dict(b=1)\nt = (1, 2)\nl = [1, 2]", option))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith("<--cfg-options>: ")
        .hasMessageContaining(message);
  }
}
