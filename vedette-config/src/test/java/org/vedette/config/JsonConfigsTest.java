package org.vedette.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vedette.base.ConfigException;
import org.vedette.base.DataException;

class JsonConfigsTest {
  private static final String LINES =
      """
      {"config": "a.py", "model": {"n": 1, "x": 1.0, "far": "Infinity"}}

      {"config": "b.py", "model": null}
      """;

  @TempDir private Path folder;

  @Test
  void recordsOfPackedAndPlainFilesKeepNumbersApart() throws IOException {
    Path plain = Files.writeString(folder.resolve("a.jsonl"), LINES);
    Path packed = folder.resolve("a.jsonl.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
      out.write(LINES.getBytes(StandardCharsets.UTF_8));
    }
    for (Path file : List.of(plain, packed)) {
      try (Stream<DictNode> records = JsonConfigs.records(file)) {
        assertThat(records.map(PythonText::repr))
            .containsExactly(
                "{'config': 'a.py', 'model': {'n': 1, 'x': 1.0, 'far': 'Infinity'}}",
                "{'config': 'b.py', 'model': None}");
      }
    }
  }

  @Test
  void aLineThatIsNoRecordIsNamedByItsNumber() throws IOException {
    Path file = Files.writeString(folder.resolve("a.jsonl"), "{}\n[1]\n");
    try (Stream<DictNode> records = JsonConfigs.records(file)) {
      assertThatThrownBy(records::toList)
          .isInstanceOf(ConfigException.class)
          .hasMessage(file + ":2:1: the record is no JSON object");
    }
  }

  @Test
  void aFileThatIsMissingOrNotPackedIsADataError() throws IOException {
    assertThatThrownBy(() -> JsonConfigs.records(folder.resolve("gone.jsonl")))
        .isInstanceOf(DataException.class)
        .hasMessageEndingWith("gone.jsonl: no such file or directory");
    Path file = Files.writeString(folder.resolve("b.gz"), "{}\n");
    assertThatThrownBy(() -> JsonConfigs.records(file)).isInstanceOf(DataException.class);
  }
}
