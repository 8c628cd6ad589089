package org.vedette.tensor.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vedette.base.CheckpointException;
import org.vedette.base.pickle.PickleReader;
import org.vedette.base.pickle.PyBytes;
import org.vedette.base.pickle.PyDict;
import org.vedette.base.pickle.PyObject;
import org.vedette.base.pickle.PyTuple;

class PickleReaderTest {
  /** One dict of all plain kinds of values, written by CPython 3.11 in protocols 0 to 5. */
  private static final List<String> PROTOCOLS =
      List.of(
          "KGRwMApWaW50cwpwMQoobHAyCkkwCmFJMjU1CmFJMjU2CmFJNjU1MzYKYUktMQphTDEwOTk1MTE2Mjc3NzZM"
              + "CmFMMTE4MDU5MTYyMDcxNzQxMTMwMzQyNEwKYUwtMTE4MDU5MTYyMDcxNzQxMTMwMzQyNEwKYXNWZmxvYXRz"
              + "CnAzCihscDQKRjEuNQphRmluZgphc1ZmbGFncwpwNQooSTAxCkkwMApOdHA2CnNWdGV4dApwNwpWYSdcdTAw"
              + "NWNcdTAwMGFcdTIwYWPpCnA4CnNWYnl0ZXMKcDkKY19jb2RlY3MKZW5jb2RlCnAxMAooVlx1MDAwMP9BCnAx"
              + "MQpWbGF0aW4xCnAxMgp0cDEzClJwMTQKc1ZzZXQKcDE1CmNfX2J1aWx0aW5fXwpzZXQKcDE2CigobHAxNwpJ"
              + "NwphdHAxOApScDE5CnNWZnJvemVuCnAyMApjX19idWlsdGluX18KZnJvemVuc2V0CnAyMQooKGxwMjIKSTgK"
              + "YXRwMjMKUnAyNApzVm9yZGVyZWQKcDI1CmNjb2xsZWN0aW9ucwpPcmRlcmVkRGljdApwMjYKKHRScDI3ClZr"
              + "CnAyOApJMQpzc1Zsb25nCnAyOQooSTEKSTIKSTMKSTQKdHAzMApzLg==",
          "fXEAKFgEAAAAaW50c3EBXXECKEsAS/9NAAFKAAABAEr/////TDEwOTk1MTE2Mjc3NzZMCkwxMTgwNTkxNjIw"
              + "NzE3NDExMzAzNDI0TApMLTExODA1OTE2MjA3MTc0MTEzMDM0MjRMCmVYBgAAAGZsb2F0c3EDXXEEKEc/+AAA"
              + "AAAAAEd/8AAAAAAAAGVYBQAAAGZsYWdzcQUoSTAxCkkwMApOdHEGWAQAAAB0ZXh0cQdYCQAAAGEnXArigqzD"
              + "qXEIWAUAAABieXRlc3EJY19jb2RlY3MKZW5jb2RlCnEKKFgEAAAAAMO/QXELWAYAAABsYXRpbjFxDHRxDVJx"
              + "DlgDAAAAc2V0cQ9jX19idWlsdGluX18Kc2V0CnEQKF1xEUsHYXRxElJxE1gGAAAAZnJvemVucRRjX19idWls"
              + "dGluX18KZnJvemVuc2V0CnEVKF1xFksIYXRxF1JxGFgHAAAAb3JkZXJlZHEZY2NvbGxlY3Rpb25zCk9yZGVy"
              + "ZWREaWN0CnEaKVJxG1gBAAAAa3EcSwFzWAQAAABsb25ncR0oSwFLAksDSwR0cR51Lg==",
          "gAJ9cQAoWAQAAABpbnRzcQFdcQIoSwBL/00AAUoAAAEASv////+KBgAAAAAAAYoJAAAAAAAAAABAigkAAAAA"
              + "AAAAAMBlWAYAAABmbG9hdHNxA11xBChHP/gAAAAAAABHf/AAAAAAAABlWAUAAABmbGFnc3EFiIlOh3EGWAQA"
              + "AAB0ZXh0cQdYCQAAAGEnXArigqzDqXEIWAUAAABieXRlc3EJY19jb2RlY3MKZW5jb2RlCnEKWAQAAAAAw79B"
              + "cQtYBgAAAGxhdGluMXEMhnENUnEOWAMAAABzZXRxD2NfX2J1aWx0aW5fXwpzZXQKcRBdcRFLB2GFcRJScRNY"
              + "BgAAAGZyb3plbnEUY19fYnVpbHRpbl9fCmZyb3plbnNldApxFV1xFksIYYVxF1JxGFgHAAAAb3JkZXJlZHEZ"
              + "Y2NvbGxlY3Rpb25zCk9yZGVyZWREaWN0CnEaKVJxG1gBAAAAa3EcSwFzWAQAAABsb25ncR0oSwFLAksDSwR0"
              + "cR51Lg==",
          "gAN9cQAoWAQAAABpbnRzcQFdcQIoSwBL/00AAUoAAAEASv////+KBgAAAAAAAYoJAAAAAAAAAABAigkAAAAA"
              + "AAAAAMBlWAYAAABmbG9hdHNxA11xBChHP/gAAAAAAABHf/AAAAAAAABlWAUAAABmbGFnc3EFiIlOh3EGWAQA"
              + "AAB0ZXh0cQdYCQAAAGEnXArigqzDqXEIWAUAAABieXRlc3EJQwMA/0FxClgDAAAAc2V0cQtjYnVpbHRpbnMK"
              + "c2V0CnEMXXENSwdhhXEOUnEPWAYAAABmcm96ZW5xEGNidWlsdGlucwpmcm96ZW5zZXQKcRFdcRJLCGGFcRNS"
              + "cRRYBwAAAG9yZGVyZWRxFWNjb2xsZWN0aW9ucwpPcmRlcmVkRGljdApxFilScRdYAQAAAGtxGEsBc1gEAAAA"
              + "bG9uZ3EZKEsBSwJLA0sEdHEadS4=",
          "gASV6gAAAAAAAAB9lCiMBGludHOUXZQoSwBL/00AAUoAAAEASv////+KBgAAAAAAAYoJAAAAAAAAAABAigkA"
              + "AAAAAAAAAMBljAZmbG9hdHOUXZQoRz/4AAAAAAAAR3/wAAAAAAAAZYwFZmxhZ3OUiIlOh5SMBHRleHSUjAlh"
              + "J1wK4oKsw6mUjAVieXRlc5RDAwD/QZSMA3NldJSPlChLB5CMBmZyb3plbpQoSwiRlIwHb3JkZXJlZJSMC2Nv"
              + "bGxlY3Rpb25zlIwLT3JkZXJlZERpY3SUk5QpUpSMAWuUSwFzjARsb25nlChLAUsCSwNLBHSUdS4=",
          "gAWV6gAAAAAAAAB9lCiMBGludHOUXZQoSwBL/00AAUoAAAEASv////+KBgAAAAAAAYoJAAAAAAAAAABAigkA"
              + "AAAAAAAAAMBljAZmbG9hdHOUXZQoRz/4AAAAAAAAR3/wAAAAAAAAZYwFZmxhZ3OUiIlOh5SMBHRleHSUjAlh"
              + "J1wK4oKsw6mUjAVieXRlc5RDAwD/QZSMA3NldJSPlChLB5CMBmZyb3plbpQoSwiRlIwHb3JkZXJlZJSMC2Nv"
              + "bGxlY3Rpb25zlIwLT3JkZXJlZERpY3SUk5QpUpSMAWuUSwFzjARsb25nlChLAUsCSwNLBHSUdS4=");

  /** A big-endian int16 and a Fortran-ordered float64 array, by numpy 1.24 in protocols 0 and 5. */
  private static final List<String> ARRAYS =
      List.of(
          "KGRwMApWYQpwMQpjbnVtcHkuY29yZS5tdWx0aWFycmF5Cl9yZWNvbnN0cnVjdApwMgooY251bXB5Cm5kYXJy"
              + "YXkKcDMKKEkwCnRwNApjX2NvZGVjcwplbmNvZGUKcDUKKFZiCnA2ClZsYXRpbjEKcDcKdHA4ClJwOQp0cDEw"
              + "ClJwMTEKKEkxCihJMgpJMwp0cDEyCmNudW1weQpkdHlwZQpwMTMKKFZpMgpwMTQKSTAwCkkwMQp0cDE1ClJw"
              + "MTYKKEkzClY+CnAxNwpOTk5JLTEKSS0xCkkwCnRwMTgKYkkwMApnNQooVlx1MDAwMFx1MDAwMFx1MDAwMAFc"
              + "dTAwMDACXHUwMDAwA1x1MDAwMARcdTAwMDAFCnAxOQpnNwp0cDIwClJwMjEKdHAyMgpic1ZmCnAyMwpnMgoo"
              + "ZzMKKEkwCnRwMjQKZzkKdHAyNQpScDI2CihJMQooSTIKSTMKdHAyNwpnMTMKKFZmOApwMjgKSTAwCkkwMQp0"
              + "cDI5ClJwMzAKKEkzClY8CnAzMQpOTk5JLTEKSS0xCkkwCnRwMzIKYkkwMQpnNQooVlx1MDAwMFx1MDAwMFx1"
              + "MDAwMFx1MDAwMFx1MDAwMFx1MDAwMFx1MDAwMFx1MDAwMFx1MDAwMFx1MDAwMFx1MDAwMFx1MDAwMFx1MDAw"
              + "MFx1MDAwMAhAXHUwMDAwXHUwMDAwXHUwMDAwXHUwMDAwXHUwMDAwXHUwMDAw8D9cdTAwMDBcdTAwMDBcdTAw"
              + "MDBcdTAwMDBcdTAwMDBcdTAwMDAQQFx1MDAwMFx1MDAwMFx1MDAwMFx1MDAwMFx1MDAwMFx1MDAwMFx1MDAw"
              + "MEBcdTAwMDBcdTAwMDBcdTAwMDBcdTAwMDBcdTAwMDBcdTAwMDAUQApwMzMKZzcKdHAzNApScDM1CnRwMzYK"
              + "YnMu",
          "gAWV/gAAAAAAAAB9lCiMAWGUjBJudW1weS5jb3JlLm51bWVyaWOUjAtfZnJvbWJ1ZmZlcpSTlCiWDAAAAAAA"
              + "AAAAAAABAAIAAwAEAAWUjAVudW1weZSMBWR0eXBllJOUjAJpMpSJiIeUUpQoSwOMAT6UTk5OSv////9K////"
              + "/0sAdJRiSwJLA4aUjAFDlHSUUpSMAWaUaAQoljAAAAAAAAAAAAAAAAAAAAAAAAAAAAAIQAAAAAAAAPA/AAAA"
              + "AAAAEEAAAAAAAAAAQAAAAAAAABRAlGgIjAJmOJSJiIeUUpQoSwOMATyUTk5OSv////9K/////0sAdJRiSwJL"
              + "A4aUjAFGlHSUUpR1Lg==");

  private static Object read(byte[] pickle) {
    CheckpointGlobals globals = CheckpointGlobals.withoutStorages();
    return new PickleReader(ByteBuffer.wrap(pickle), "x.pkl", globals, StandardCharsets.UTF_8)
        .read();
  }

  /** A pickle given as latin-1 text. */
  private static Object read(String pickle) {
    return read(pickle.getBytes(StandardCharsets.ISO_8859_1));
  }

  static List<String> protocols() {
    return PROTOCOLS;
  }

  @ParameterizedTest
  @MethodSource("protocols")
  void everyProtocolGivesTheSameValues(String base64) {
    PyDict dict = (PyDict) read(Base64.getDecoder().decode(base64));

    BigInteger huge = BigInteger.ONE.shiftLeft(70);
    assertThat((List<?>) dict.get("ints"))
        .isEqualTo(List.of(0L, 255L, 256L, 65536L, -1L, 1L << 40, huge, huge.negate()));
    assertThat((List<?>) dict.get("floats")).isEqualTo(List.of(1.5, Double.POSITIVE_INFINITY));
    assertThat(dict.get("flags")).isEqualTo(PyTuple.of(true, false, null));
    assertThat(dict.get("text")).isEqualTo("a'\\\n\u20ac\u00e9");
    assertThat(dict.get("bytes")).isEqualTo(PyBytes.of((byte) 0, (byte) 255, (byte) 'A'));
    assertThat(new HashSet<>((Set<?>) dict.get("set"))).isEqualTo(Set.of(7L));
    assertThat(new HashSet<>((Set<?>) dict.get("frozen"))).isEqualTo(Set.of(8L));
    assertThat(((PyDict) dict.get("ordered")).type()).hasToString("collections.OrderedDict");
    assertThat(dict.get("long")).isEqualTo(PyTuple.of(1L, 2L, 3L, 4L));
  }

  static List<String> arrays() {
    return ARRAYS;
  }

  @ParameterizedTest
  @MethodSource("arrays")
  void arraysOfOtherByteAndAxisOrderComeOutRowMajor(String base64) {
    PyDict dict = (PyDict) read(Base64.getDecoder().decode(base64));

    HostTensor bigEndian = StateDicts.tensor(dict.get("a"));
    assertThat(bigEndian).hasToString("int16 [2, 3]");
    assertThat(ExpectedContent.values(bigEndian)).containsExactly(0, 1, 2, 3, 4, 5);
    assertThat(ExpectedContent.values(StateDicts.tensor(dict.get("f"))))
        .containsExactly(0, 1, 2, 3, 4, 5);
  }

  /** What numpy 1.24 wrote of zeros((0, 4)) in protocol 2: its memory is a call of bytes(). */
  @Test
  void anEmptyNumpyArrayIsReadBack() {
    String empty =
        "gAJjbnVtcHkuY29yZS5tdWx0aWFycmF5Cl9yZWNvbnN0cnVjdApxAGNudW1weQpuZGFycmF5CnEBSwCFcQJjX2Nv"
            + "ZGVjcwplbmNvZGUKcQNYAQAAAGJxBFgGAAAAbGF0aW4xcQWGcQZScQeHcQhScQkoSwFLAEsEhnEKY251bXB5"
            + "CmR0eXBlCnELWAIAAABmNHEMiYiHcQ1ScQ4oSwNYAQAAADxxD05OTkr/////Sv////9LAHRxEGKJY19fYnVp"
            + "bHRpbl9fCmJ5dGVzCnERKVJxEnRxE2Iu";
    HostTensor array = StateDicts.tensor(read(Base64.getDecoder().decode(empty)));
    assertThat(array).hasToString("float32 [0, 4]");
    assertThatThrownBy(() -> read("c__builtin__\nbytes\n(I5\ntR."))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("bytes made from something");
  }

  @Test
  void aPathIsKeptAsDataOnly() {
    PyObject path = (PyObject) read("cpathlib\nPosixPath\n(S'/'\nS'a'\ntR.");

    assertThat(path.type()).hasToString("pathlib.PosixPath");
    assertThat(path.args()).isEqualTo(PyTuple.of("/", "a"));
  }

  static Stream<String> hostile() {
    return Stream.of(
        // REDUCE, INST, OBJ, NEWOBJ, NEWOBJ_EX, STACK_GLOBAL, and a global that is only named.
        "cos\nsystem\n(S'true'\ntR.",
        "(S'true'\nios\nsystem\n.",
        "(cos\nsystem\nS'true'\no.",
        "\u0080\u0002cos\nsystem\n)\u0081.",
        "\u0080\u0004cos\nsystem\n)}\u0092.",
        "\u0080\u0004\u008c\u0002os\u008c\u0006system\u0093)R.",
        "cos\nsystem\n.",
        "cbuiltins\nexec\n(S'1'\ntR.",
        "c__builtin__\neval\n(S'1'\ntR.",
        // Attributes of something that is allowed.
        "cbuiltins\ngetattr\n(ctorch\nTensor\nS'__class__'\ntR.",
        "cbuiltins\ngetattr\n(cmmengine.logging.history_buffer\nHistoryBuffer\nS'__init__'\ntR.",
        "cbuiltins\ngetattr\n(]S'append'\ntR.",
        // Calls of something that is allowed only as a value, or that is no class at all.
        "cbuiltins\nint\n)R.",
        "ctorch\nFloatStorage\n)R.",
        "S'os.system'\n)R.",
        "cmmengine.logging.history_buffer\nHistoryBuffer.min\n)R.",
        // A state for a class, a list, a text.
        "cbuiltins\nint\n}b.",
        "]}b.",
        "S'a'\n}b.",
        "(dS'__setstate__'\nb.",
        // Python's extension registry, buffers and objects outside of the file.
        "\u0082\u0001.",
        "\u0097.",
        "Pfile:///etc/passwd\n.",
        "(S'module'\nS'a'\nS'b'\nS'c'\nS'd'\ntQ.",
        // Dotted names that lead from an allowed module to another one.
        "ctorch._utils\n_rebuild_tensor.__globals__\n.",
        "cnumpy\nf2py.os.system\n.",
        "ccollections\nOrderedDict.__init__\n.",
        "cnumpy.core.multiarray\nfromfile\n(S'/etc/passwd'\ntR.",
        "ctorch.serialization\nload\n(S'x'\ntR.",
        "ctorch.storage\n_load_from_bytes\n(S'x'\ntR.");
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void whatIsNotOnTheListIsRefused(String pickle) {
    assertThatThrownBy(() -> read(pickle))
        .isInstanceOf(CheckpointException.class)
        .hasMessageStartingWith("x.pkl: refused: ");
  }

  @Test
  void theErrorNamesTheGlobalAndThePlace() {
    assertThatThrownBy(() -> read("(S'true'\nios\nsystem\n."))
        .hasMessageContaining("os.system")
        .hasMessageContaining("nothing of it was run")
        .hasMessageEndingWith("(byte 9)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "N",
        "R.",
        "h\u0001.",
        "(.",
        "t.",
        "a.",
        "]a.",
        "(S'a'\nd.",
        "}(]Nu.",
        "Ix\n.",
        "Fx\n.",
        "S'a\n.",
        "Vx\\u12\n.",
        "X\u00ff\u00ff\u00ff\u007f.",
        "\u0080\u0009.",
        "\u008e\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff.",
        "\u008b\u00ff\u00ff\u00ff\u00ff.",
        "\u0095\u00ff\u0000\u0000\u0000\u0000\u0000\u0000\u0000.",
        "\u00fe.",
        "cos",
        "}]Ns.",
        "\u0080"
      })
  void malformedPicklesGiveOneError(String pickle) {
    assertThatThrownBy(() -> read(pickle))
        .isInstanceOf(CheckpointException.class)
        .hasMessageStartingWith("x.pkl: ");
  }

  static Stream<String> bombs() {
    String encode = "c_codecs\nencode\nq\u0000V" + "x".repeat(200_000) + "\nq\u0001";
    String copies = "h\u0000(h\u0001S'latin1'\ntR0";
    return Stream.of(
        "]".repeat(1_000_000) + "a".repeat(999_999) + ".",
        ")" + "\u0085".repeat(1_000_000) + ".",
        "]q\u0000h\u0000a.",
        "}q\u0000S'a'\nh\u0000s.",
        "}0".repeat(2_500_000) + "N.",
        // Copies of one big text, and of one big list.
        encode + copies.repeat(100) + "N.",
        "c__builtin__\nset\nq\u0000]q\u0001("
            + "K\u0001".repeat(100_000)
            + "e"
            + "h\u0000h\u0001\u0085R0".repeat(100)
            + "N.",
        // A tuple of two of a tuple of two ... as a key, which would hash for ever.
        "})" + "2\u0086".repeat(60) + "Ns.",
        "L" + "9".repeat(5000) + "L\n.",
        "\u008b\u0000\u0000\u0001\u0000" + "\u0001".repeat(65_536) + ".");
  }

  @ParameterizedTest
  @MethodSource("bombs")
  void bombsAreRefusedQuickly(String pickle) {
    assertThatThrownBy(() -> read(pickle)).isInstanceOf(CheckpointException.class);
  }

  @Test
  void sharedPartsInDepthAreNoBomb() {
    // 60 lists, each holding the next one twice: 2^60 paths, 60 objects.
    Object root = read("]" + "q\u0000](h\u0000h\u0000e".repeat(60) + ".");

    assertThat(((List<?>) root)).hasSize(2);
  }
}
