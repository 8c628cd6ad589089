package org.vedette.tensor.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.vedette.base.CheckpointException;
import org.vedette.base.SharedData;
import org.vedette.base.pickle.PyDict;
import org.vedette.base.pickle.PyObject;

/** Files that PyTorch, MMEngine and numpy wrote, hostile and broken ones among them. */
class ReferenceCheckpointsTest {
  private static final String FOLDER = "reference/components/checkpoints/";

  @TempDir Path written;

  @TestFactory
  Stream<DynamicTest> everyReferenceFileReadsAsDescribedAndSoWhenWrittenAgainOrIsRefused() {
    Path folder = SharedData.require(FOLDER + "expected.json.gz").getParent();
    Map<?, ?> root = (Map<?, ?>) JsonTree.readGzip(folder.resolve("expected.json.gz"));
    return ((List<?>) root.get("files"))
        .stream()
            .map(record -> (Map<?, ?>) record)
            .map(record -> dynamicTest((String) record.get("file"), () -> check(folder, record)));
  }

  private void check(Path folder, Map<?, ?> record) {
    Path file = folder.resolve((String) record.get("file"));
    if (Boolean.TRUE.equals(record.get("refuse"))) {
      assertThatThrownBy(() -> Checkpoint.open(file))
          .isInstanceOf(CheckpointException.class)
          .hasMessageStartingWith(file.toString());
      assertThat(Files.exists(Path.of("/tmp/pwned"))).as("the file ran code").isFalse();
      return;
    }
    checkContent(file, record);
    Path rewritten = written.resolve(file.getFileName() + ".pth");
    try (Checkpoint checkpoint = Checkpoint.open(file)) {
      CheckpointWriter.writePth(rewritten, checkpoint.root());
    }
    checkContent(rewritten, record);
  }

  private static void checkContent(Path file, Map<?, ?> record) {
    try (Checkpoint checkpoint = Checkpoint.open(file)) {
      Map<?, ?> runner = (Map<?, ?>) record.get("runner");
      if (runner != null) {
        checkRunner((PyDict) checkpoint.root(), runner);
      } else {
        ExpectedContent.check("", checkpoint.root(), record.get("content"));
      }
      assertThat(checkpoint.stateDict()).isNotEmpty();
    }
  }

  private static void checkRunner(PyDict root, Map<?, ?> expected) {
    assertThat(new ArrayList<>(root.keySet())).isEqualTo(expected.get("top_keys"));
    for (String key : List.of("state_dict", "ema_state_dict", "optimizer", "param_schedulers")) {
      ExpectedContent.check(key, root.get(key), expected.get(key));
    }
    PyDict meta = root.dict("meta");
    for (Object item : (List<?>) ((Map<?, ?>) expected.get("meta")).get("items")) {
      List<?> pair = (List<?>) item;
      ExpectedContent.check("meta." + pair.get(0), meta.get(pair.get(0)), pair.get(1));
    }
    assertThat((String) meta.get("cfg")).startsWith((String) expected.get("meta_cfg_prefix"));
    checkMessageHub(root.dict("message_hub"), expected);
  }

  private static void checkMessageHub(PyDict hub, Map<?, ?> expected) {
    Map<?, ?> keys = (Map<?, ?>) expected.get("message_hub_keys");
    keys.forEach(
        (part, names) ->
            assertThat(new ArrayList<>(hub.dict((String) part).keySet())).isEqualTo(names));
    ((Map<?, ?>) expected.get("message_hub_log_scalars"))
        .forEach(
            (name, history) -> {
              PyObject buffer = (PyObject) hub.dict("log_scalars").get(name);
              checkHistory(buffer, "_log_history", ((Map<?, ?>) history).get("values"));
              checkHistory(buffer, "_count_history", ((Map<?, ?>) history).get("counts"));
            });
    ((Map<?, ?>) expected.get("message_hub_runtime_info"))
        .forEach(
            (name, value) -> {
              Object actual = hub.dict("runtime_info").get(name);
              if ("<class 'dict'>".equals(value)) {
                assertThat(actual).isInstanceOf(PyDict.class);
              } else if (actual instanceof NumpyArray scalar) {
                double[] values = ExpectedContent.values(scalar.tensor().orElseThrow());
                assertThat(values).containsExactly((Double) value);
              } else if (!"last_ckpt".equals(name)) {
                ExpectedContent.check((String) name, actual, value);
              }
            });
  }

  private static void checkHistory(PyObject buffer, String attribute, Object expected) {
    NumpyArray array = (NumpyArray) ((PyDict) buffer.state()).get(attribute);
    double[] values = ExpectedContent.values(array.tensor().orElseThrow());
    assertThat(values)
        .containsExactly(
            ((List<?>) expected).stream().mapToDouble(v -> ((Number) v).doubleValue()).toArray());
  }
}
