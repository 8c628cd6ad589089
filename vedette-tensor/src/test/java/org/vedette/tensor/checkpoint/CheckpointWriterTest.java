package org.vedette.tensor.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vedette.base.CheckpointException;
import org.vedette.base.pickle.PyDict;
import org.vedette.base.pickle.PyGlobal;
import org.vedette.base.pickle.PyList;
import org.vedette.base.pickle.PyObject;
import org.vedette.base.pickle.PyTuple;

class CheckpointWriterTest {
  @TempDir Path folder;

  /** A runner's checkpoint in small: nested maps, tied weights, a parameter, an empty tensor. */
  private static Map<String, Object> sample() {
    HostTensor tied = HostTensor.of(new float[] {1, 2, 3, 4}, 2, 2);
    PyDict weights = PyDict.ordered();
    weights.put("a.weight", tied);
    weights.put("b.weight", tied);
    weights.put("steps", HostTensor.of(new long[] {7}));
    weights.put("none", HostTensor.of(new float[0], 0, 4));
    weights.put("param", HostTensor.of(new float[] {0.5f}, 1).asParameter(true));
    weights.setAttributes(Map.of("_metadata", PyDict.ordered()));
    PyObject history =
        PyObject.create(
            new PyGlobal("mmengine.logging.history_buffer", "HistoryBuffer"), PyTuple.EMPTY);
    PyDict state = new PyDict();
    state.put("_log_history", NumpyArray.of(HostTensor.of(new long[] {1, 2}, 2)));
    history.setState(state);
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("meta", new LinkedHashMap<>(Map.of("epoch", 3)));
    root.put("state_dict", weights);
    root.put("message_hub", Map.of("train/loss", history));
    root.put("list", List.of(1, -1, 70_000, 1L << 40, 0.5, true, "é", PyTuple.of(1L, "x")));
    root.put("empty", List.of(List.of(), List.of(), new byte[] {1, -1}));
    return root;
  }

  @Test
  void bytesAreThoseThatPyTorchWasSeenToOpen() throws IOException {
    Path file = folder.resolve("sample.pth");

    CheckpointWriter.writePth(file, sample());

    try (InputStream golden = getClass().getResourceAsStream("sample.pth")) {
      assertThat(Files.readAllBytes(file)).isEqualTo(golden.readAllBytes());
    }
  }

  @Test
  void whatIsWrittenReadsBack() {
    Path file = folder.resolve("sample.pth");

    CheckpointWriter.writePth(file, sample());

    try (Checkpoint read = Checkpoint.open(file)) {
      PyDict root = (PyDict) read.root();
      assertThat(new ArrayList<>(root.keySet()))
          .isEqualTo(List.of("meta", "state_dict", "message_hub", "list", "empty"));
      assertThat(read.meta().get("epoch")).isEqualTo(3L);
      assertThat(read.stateDict().keySet())
          .containsExactly("a.weight", "b.weight", "steps", "none", "param");
      assertThat(ExpectedContent.values(read.stateDict().get("b.weight")))
          .containsExactly(1, 2, 3, 4);
      assertThat(read.aliases()).containsExactly(List.of("a.weight", "b.weight"));
      assertThat(read.stateDict().get("param").isParameter()).isTrue();
      assertThat(read.stateDict().get("param").requiresGrad()).isTrue();
      assertThat(read.stateDict().get("none").shape()).containsExactly(0, 4);
      assertThat(read.stateDict().get("steps").shape()).isEmpty();
      assertThat(root.dict("state_dict").attributes()).containsKey("_metadata");
      PyObject history = (PyObject) root.dict("message_hub").get("train/loss");
      HostTensor log = StateDicts.tensor(((PyDict) history.state()).get("_log_history"));
      assertThat(ExpectedContent.values(log)).containsExactly(1, 2);
      assertThat((List<?>) root.get("list"))
          .isEqualTo(List.of(1L, -1L, 70_000L, 1L << 40, 0.5, true, "é", PyTuple.of(1L, "x")));
    }
  }

  @Test
  void recordsAreStoredAndAlignedSoThatTheyCanBeMapped() throws IOException {
    Path file = folder.resolve("sample.pth");

    CheckpointWriter.writePth(file, sample());

    // Java's own reader agrees about names, sizes and checksums.
    try (ZipFile zip = new ZipFile(file.toFile())) {
      assertThat(zip.stream().map(Object::toString))
          .containsExactly(
              "archive/data.pkl",
              "archive/byteorder",
              "archive/data/0",
              "archive/data/1",
              "archive/data/2",
              "archive/data/3",
              "archive/version",
              "archive/.data/serialization_id");
      assertThat(zip.getInputStream(zip.getEntry("archive/version")).readAllBytes())
          .asString()
          .isEqualTo("3\n");
      assertThat(zip.getInputStream(zip.getEntry("archive/data/0")).readAllBytes()).hasSize(16);
    }
    byte[] bytes = Files.readAllBytes(file);
    byte[] values = {0, 0, (byte) 0x80, 0x3f, 0, 0, 0, 0x40};
    int at = indexOf(bytes, values);
    assertThat(at % 64).isZero();
  }

  private static int indexOf(byte[] bytes, byte[] part) {
    for (int i = 0; i + part.length <= bytes.length; i++) {
      if (ByteBuffer.wrap(bytes, i, part.length).equals(ByteBuffer.wrap(part))) {
        return i;
      }
    }
    throw new AssertionError("not found");
  }

  @Test
  void zip64FieldsReadBack() throws IOException {
    Path file = folder.resolve("large.zip");
    try (FileChannel out =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      // As if 40 bytes were more than 32 bits hold.
      ZipWriter zip = new ZipWriter(out, 40);
      zip.add("small", ZipWriter.bytes(new byte[] {1, 2}));
      zip.add("large", ZipWriter.bytes(new byte[50]));
      zip.finish();
    }

    try (MappedFile mapped = MappedFile.open(file)) {
      ZipDirectory directory = ZipDirectory.read(mapped);
      assertThat(directory.entries().keySet()).containsExactly("small", "large");
      assertThat(directory.entries().get("large").size()).isEqualTo(50);
      assertThat(directory.content(directory.entries().get("small")).get(1)).isEqualTo((byte) 2);
      assertThat(directory.content(directory.entries().get("large")).remaining()).isEqualTo(50);
    }
    try (ZipFile zip = new ZipFile(file.toFile())) {
      assertThat(zip.getInputStream(zip.getEntry("large")).readAllBytes()).hasSize(50);
    }
  }

  @Test
  void valuesWithoutAPythonFormAreRefused() {
    Path file = folder.resolve("x.pth");

    assertThatThrownBy(() -> CheckpointWriter.writePth(file, Map.of("a", new Object())))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("java.lang.Object");
    assertThat(file).doesNotExist();
  }

  @Test
  void nestingWithoutEndIsRefused() {
    List<Object> inner = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      inner = new ArrayList<>(List.of(inner, i));
    }
    Object deep = inner;

    assertThatThrownBy(() -> CheckpointWriter.writePth(folder.resolve("x.pth"), deep))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("nested");
  }

  @Test
  void bigEndianStoragesAreWrittenLittleEndian() {
    ByteBuffer data = ByteBuffer.allocate(4).putShort((short) 1).putShort((short) 2).flip();
    Storage storage = Storage.of(data, ByteOrder.BIG_ENDIAN);
    HostTensor tensor =
        HostTensor.view(ElementType.INT16, new long[] {2}, new long[] {1}, 0, storage);
    Path file = folder.resolve("x.pth");

    CheckpointWriter.writePth(file, Map.of("a", tensor));

    try (Checkpoint read = Checkpoint.open(file)) {
      assertThat(ExpectedContent.values(read.stateDict().get("a"))).containsExactly(1, 2);
    }
  }

  @Test
  void manyItemsGoInBatches() {
    PyList list = new PyList();
    Map<Object, Object> dict = new LinkedHashMap<>();
    for (long i = 0; i < 2500; i++) {
      list.add(i);
      dict.put("key" + i, i);
    }
    Path file = folder.resolve("x.pth");

    CheckpointWriter.writePth(file, PyList.of(list, dict, dict));

    try (Checkpoint read = Checkpoint.open(file)) {
      List<?> root = (List<?>) read.root();
      assertThat(root.get(0)).isEqualTo(list);
      assertThat(root.get(1)).isEqualTo(dict);
      assertThat(root.get(2)).isSameAs(root.get(1));
    }
  }
}
