package org.vedette.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vedette.base.ConfigException;

class LiteralsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "dict(type='BN', eps=1e-5)     | {'type': 'BN', 'eps': 1e-05}",
        "{'a': 1, 2: [True, None]}     | {'a': 1, 2: [True, None]}",
        "(1,)                          | (1,)",
        "()                            | ()",
        "1, 2.                         | (1, 2.0)",
        "[(.5, 1.)]*2                  | [(0.5, 1.0), (0.5, 1.0)]",
        "-2**2                         | -4",
        "2**-1                         | 0.5",
        "7 // -2                       | -4",
        "7 % -2                        | -1",
        "-7.5 % 2                      | 0.5",
        "1 / 3                         | 0.3333333333333333",
        "6 / 3                         | 2.0",
        "10**20                        | 100000000000000000000",
        "0x1F + 0o7 + 0b11 + 1_000     | 1041",
        "True + 1                      | 2",
        "'a' 'b' + \"c'\"              | \"abc'\"",
        "r'\\d' '\\x41\\u00e9\\n'      | '\\\\dAé\\n'",
        "1 if 2 > 1 else 0             | 1",
        "1 < 2 < 3 and not 0           | True",
        "[] or 'x'                     | 'x'",
        "3 in [1, 2] or 'b' in 'abc'   | True",
        "None is None                  | True",
        "[1, 2, 3][-1]                 | 3",
        "[1, 2, 3, 4][::-2]            | [4, 2]",
        "(1, 2, 3)[1:]                 | (2, 3)",
        "'hello'[1:3]                  | 'el'",
        "[i * j for i in range(3) if i for j in (1, 10)] | [1, 10, 2, 20]",
        "{f'k{i}': v for i, v in enumerate('ab', 1)}     | {'k1': 'a', 'k2': 'b'}",
        "f'{3.0}-{\"x\"!r}-{7:03d}-{0.5:.2f}-{{}}'       | \"3.0-'x'-007-0.50-{}\"",
        "list(zip([1, 2], 'ab'))       | [(1, 'a'), (2, 'b')]",
        "tuple(i for i in range(0, 10, 4)) | (0, 4, 8)",
        "sorted([3, 1, 2], reverse=True) | [3, 2, 1]",
        "max(1, 2.5) + min([3, 4])     | 5.5",
        "int('12') + int(-2.9)         | 10",
        "float('inf')                  | inf",
        "round(2.5), round(2.675, 2)   | (2, 2.67)",
        "len({'a': 1}) + sum([1, 2])   | 4",
        "[*range(2), *(5,)]            | [0, 1, 5]",
        "{**dict(a=1), 'b': 2}         | {'a': 1, 'b': 2}",
        "dict([('a', 1)], b=2)         | {'a': 1, 'b': 2}",
        "'a,b'.split(',')              | ['a', 'b']",
        "1e16                          | 1e+16",
        "123456789012345.0             | 123456789012345.0",
        "0.0001                        | 0.0001",
        "0.00001                       | 1e-05",
        "2e-44 * 1                     | 2e-44",
        "-0.0                          | -0.0",
      })
  void aLiteralHasPythonsValue(String text, String repr) {
    assertThat(PythonText.repr(Literals.parse(text))).isEqualTo(repr);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "foo                 | <literal>:1:1: 'foo' is not defined",
        "dict(a=1            | <literal>:1:5: '(' was never closed",
        "[1, 2)              | <literal>:1:6: ')' does not close '[' of <literal>:1:1",
        "1 +                 | <literal>:1:4: expected a value, got the end of the text",
        "'abc                | <literal>:1:1: the string is not closed",
        "1 / 0               | <literal>:1:3: division by zero",
        "[1] + (2,)          | <literal>:1:5: '+' does not take list and tuple",
        "open('x')           | <literal>:1:1: unsupported function 'open': a config is data, nothing in it is executed",
        "lambda: 1           | <literal>:1:1: unsupported expression 'lambda'",
        "{1, 2}              | <literal>:1:1: unsupported: a set; a config has lists, tuples and dicts",
        "1 & 2               | <literal>:1:3: unsupported operator '&'",
        "012                 | <literal>:1:1: a whole number must not begin with 0",
        "dict(a=1, a=2)      | <literal>:1:11: 'a' is given twice",
        "[1][3]              | <literal>:1:4: index 3 of 1 items",
        "dict(a=1)['b']      | <literal>:1:10: there is no key 'b'; did you mean 'a'?",
        "dict(a=1).a         | <literal>:1:10: a dict that this file writes has no attributes; write ['a']",
        "{[]: 1}             | <literal>:1:1: the key of a dict is a string or a number, got list",
        "[0] * 10**9         | <literal>:1:5: the config grows beyond 1000000 values",
        "'x' * 10**9         | <literal>:1:5: the texts grow beyond 10000000 characters",
        "range(10**12)       | <literal>:1:1: the config grows beyond 1000000 values",
        "10**10**10          | <literal>:1:3: a whole number of more than 4300 digits",
        "b'x'                | <literal>:1:1: unsupported: a config has no use for bytes",
        "1 2                 | <literal>:1:3: expected the end of the text, got '2'",
      })
  void aTextThatIsNoLiteralIsRefusedWithItsPlace(String text, String message) {

    assertThatThrownBy(() -> Literals.parse(text))
        .isInstanceOf(ConfigException.class)
        .hasMessage(message);
  }

  @Test
  void bracketsTooDeepAreRefusedInsteadOfOverflowingTheStack() {
    String deep = "[".repeat(10_000) + "]".repeat(10_000);
    assertThatThrownBy(() -> Literals.parse(deep))
        .isInstanceOf(ConfigException.class)
        .hasMessage("<literal>:1:201: more than 200 brackets inside each other");
    assertThatThrownBy(() -> Literals.parse("-".repeat(10_000) + "1"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("more than 200 expressions inside each other");
  }

  @Test
  void aLongSumIsNoDeepOne() {
    assertThat(PythonText.repr(Literals.parse("1" + " + 1".repeat(50_000)))).isEqualTo("50001");
  }
}
