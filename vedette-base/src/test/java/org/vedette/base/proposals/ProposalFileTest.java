package org.vedette.base.proposals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vedette.base.DataException;
import org.vedette.base.ImageInput.Proposals;
import org.vedette.base.pickle.PickleWriter;
import org.vedette.base.pickle.PyBytes;
import org.vedette.base.pickle.PyGlobal;
import org.vedette.base.pickle.PyObject;
import org.vedette.base.pickle.PyTuple;

class ProposalFileTest {
  private static final float[] BOXES = {1, 2, 3.5f, 4, 5, 6, 7, 8.25f};
  private static final float[] SCORES = {0.75f, 0.5f};

  @TempDir private Path folder;

  private Path resource(String name) throws IOException {
    try (InputStream in = ProposalFileTest.class.getResourceAsStream("/proposals/" + name)) {
      return Files.write(folder.resolve(name), in.readAllBytes());
    }
  }

  /** What MMEngine and numpy 1.24 wrote: InstanceData, and dicts of other types and orders. */
  @ParameterizedTest
  @ValueSource(ints = {0, 2, 4, 5})
  void whatPythonWroteIsRead(int protocol) throws IOException {
    Map<String, Proposals> all = ProposalFile.read(resource("protocol" + protocol + ".pkl"));
    assertThat(all.keySet()).containsExactly("train/a.jpg", "train/b.jpg", "c.jpg", "x/d.jpg");
    for (String name : List.of("train/a.jpg", "train/b.jpg")) {
      assertThat(all.get(name).boxes()).containsExactly(BOXES);
      assertThat(all.get(name).scores()).containsExactly(SCORES);
    }
    assertThat(all.get("c.jpg").scores()).isEmpty();
    assertThat(all.get("x/d.jpg").boxes()).containsExactly(1, 2, 3, 4);
    assertThat(all.get("x/d.jpg").scores()).containsExactly(0);
  }

  @Test
  void whatIsWrittenIsReadAgain() {
    Map<String, Proposals> all = new LinkedHashMap<>();
    all.put("train/a.jpg", new Proposals(BOXES, SCORES));
    all.put("train/none.jpg", new Proposals(new float[0], new float[0]));
    Path file = folder.resolve("new/proposals.pkl");
    ProposalFile.write(file, all);
    Map<String, Proposals> back = ProposalFile.read(file);
    assertThat(back.keySet()).containsExactly("train/a.jpg", "train/none.jpg");
    assertThat(back.get("train/a.jpg").boxes()).containsExactly(BOXES);
    assertThat(back.get("train/a.jpg").scores()).containsExactly(SCORES);
    assertThat(back.get("train/none.jpg").boxes()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "/data/coco/train2017/1.jpg, train2017/1.jpg",
    "train/1.jpg, train/1.jpg",
    "1.jpg, 1.jpg",
    "C:\\data\\train\\1.jpg, train/1.jpg"
  })
  void aKeyIsTheNamesOfFolderAndFile(String path, String key) {
    assertThat(ProposalFile.key(path)).isEqualTo(key);
  }

  @Test
  void tensorsAreRefusedAsUpstreamCannotTakeThem() throws IOException {
    Path file = resource("tensors.pkl");
    assertThatThrownBy(() -> ProposalFile.read(file))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("torch._utils._rebuild_tensor_v2; nothing of it was run")
        .hasMessageContaining(".cpu().numpy()");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cos\nsystem\n(S'touch /tmp/vedette_pwned'\ntR.",
        "(dS'a.jpg'\ncbuiltins\neval\n(S'1'\ntRs.",
        "cnumpy\nload\n(S'x'\ntR.",
        "cmmengine.structures.instance_data\nInstanceData\n(S'x'\ntR.",
        "c_codecs\nencode\n(S'x'\nS'rot13'\ntR.",
      })
  void whatAsksForMoreThanDataIsRefused(String pickle) throws IOException {
    Path file = folder.resolve("p.pkl");
    Files.writeString(file, pickle, StandardCharsets.ISO_8859_1);
    assertThatThrownBy(() -> ProposalFile.read(file))
        .isInstanceOf(DataException.class)
        .hasMessageStartingWith(file.toString())
        .hasMessageContaining("expected pickled proposals");
    assertThat(Path.of("/tmp/vedette_pwned")).doesNotExist();
  }

  @Test
  void brokenFilesAreOneError() throws IOException {
    byte[] whole = Files.readAllBytes(resource("protocol2.pkl"));
    for (int length = 0; length < whole.length; length += 7) {
      Path file = folder.resolve("broken.pkl");
      Files.write(file, Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> ProposalFile.read(file)).isInstanceOf(DataException.class);
    }
    for (int at = 0; at < whole.length; at++) {
      byte[] changed = whole.clone();
      changed[at] ^= 0x15;
      Path file = Files.write(folder.resolve("changed.pkl"), changed);
      try {
        ProposalFile.read(file).values().forEach(one -> assertThat(one.boxes()).isNotNull());
      } catch (DataException e) {
        assertThat(e).hasMessageStartingWith(file.toString());
      }
    }
  }

  private Path write(Object root) throws IOException {
    return Files.write(folder.resolve("p.pkl"), PickleWriter.write(root, (value, out) -> false));
  }

  private static PyObject array(float[] values, long... shape) {
    return new NumpyFloats(shape, values).toPickle(NumpyFloats.dtype());
  }

  private void fails(Object root, String message) throws IOException {
    Path file = write(root);
    assertThatThrownBy(() -> ProposalFile.read(file))
        .isInstanceOf(DataException.class)
        .hasMessageStartingWith(file.toString())
        .hasMessageContaining(message);
  }

  @Test
  void contentOfAnotherKindIsToldWithTheImage() throws IOException {
    fails(List.of(array(BOXES, 2, 4)), "expected a dict from image to proposals, got a list");
    fails(Map.of("a.jpg", 3), "proposals of 'a.jpg': expected InstanceData or a dict");
    fails(Map.of("a.jpg", Map.of("boxes", 3)), "got the keys [boxes]");
    fails(
        Map.of("a.jpg", Map.of("bboxes", List.of(1, 2))),
        "proposals of 'a.jpg': 'bboxes': expected a numpy array, got a list");
    fails(
        Map.of("a.jpg", Map.of("bboxes", array(BOXES, 4, 2))),
        "'bboxes': expected the shape (n, 4), got (4, 2)");
    fails(
        Map.of("a.jpg", Map.of("bboxes", array(BOXES, 2, 4), "scores", array(BOXES, 8))),
        "'scores': expected the shape (2,), got (8,)");
    fails(
        Map.of("a.jpg", Map.of("bboxes", array(new float[] {0, 0, Float.NaN, 1}, 1, 4))),
        "'bboxes': expected finite numbers, got NaN");
    fails(
        Map.of("a.jpg", Map.of("bboxes", array(BOXES, 1L << 40, 1L << 40))),
        "of shape [1099511627776, 1099511627776] with 32 bytes");
    fails(
        Map.of("a.jpg", Map.of("bboxes", texts())),
        "expected an array of numbers, got one of 'U4'");
  }

  private static PyObject texts() {
    PyObject array = array(BOXES, 2, 4);
    PyObject dtype = PyObject.call(new PyGlobal("numpy", "dtype"), PyTuple.of("U4", false, true));
    array.setState(PyTuple.of(1L, PyTuple.of(2L), dtype, false, PyBytes.of(new byte[32])));
    return array;
  }

  @Test
  void aFileThatIsNotThereIsToldWithWhatWritesIt() {
    assertThatThrownBy(() -> ProposalFile.read(folder.resolve("no.pkl")))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("no.pkl: no such file of proposals; hint: the DumpProposals metric");
  }
}
