package org.vedette.engine.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vedette.data.image.ColorType;
import org.vedette.data.image.Image;
import org.vedette.data.image.ImageFiles;
import org.vedette.engine.Run;
import org.vedette.engine.RunFixtures;

/** Reads the files back by the specifications of TensorFlow's records and Protocol Buffers. */
class TensorboardVisBackendTest {
  @TempDir private Path folder;

  private List<byte[]> records(Run run) throws IOException {
    Path file;
    try (var names = Files.list(run.folder().visData())) {
      file = names.findFirst().orElseThrow();
    }
    assertThat(file.getFileName().toString()).startsWith("events.out.tfevents.");
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    List<byte[]> records = new ArrayList<>();
    while (bytes.hasRemaining()) {
      byte[] length = new byte[8];
      bytes.get(length);
      assertThat(bytes.getInt()).isEqualTo(EventFile.checksum(length));
      byte[] data =
          new byte[(int) ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).getLong()];
      bytes.get(data);
      assertThat(bytes.getInt()).isEqualTo(EventFile.checksum(data));
      records.add(data);
    }
    return records;
  }

  /** Fields by number; of a repeated one the last. */
  private static Map<Integer, Object> fields(byte[] message) {
    ByteBuffer in = ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN);
    Map<Integer, Object> fields = new LinkedHashMap<>();
    while (in.hasRemaining()) {
      long key = varint(in);
      Object value =
          switch ((int) (key & 7)) {
            case 0 -> varint(in);
            case 1 -> in.getDouble();
            case 2 -> {
              byte[] part = new byte[(int) varint(in)];
              in.get(part);
              yield part;
            }
            case 5 -> in.getFloat();
            default -> throw new AssertionError("wire type of " + key);
          };
      fields.put((int) (key >> 3), value);
    }
    return fields;
  }

  private static long varint(ByteBuffer in) {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      byte part = in.get();
      value |= (long) (part & 0x7F) << shift;
      if (part >= 0) {
        return value;
      }
    }
  }

  private static Map<Integer, Object> at(Map<Integer, Object> message, int... path) {
    Map<Integer, Object> inner = message;
    for (int field : path) {
      inner = fields((byte[]) inner.get(field));
    }
    return inner;
  }

  private static String text(Object bytes) {
    return new String((byte[]) bytes, StandardCharsets.UTF_8);
  }

  private Run written() {
    TensorboardVisBackend backend =
        new TensorboardVisBackend(new TensorboardVisBackend.Config(null, null));
    Run run = RunFixtures.run(folder, "dict(type='LogProcessor')", backend);
    Map<String, Number> values = new LinkedHashMap<>();
    values.put("loss", 2.5);
    values.put("epoch", 3);
    backend.config("a = 1");
    backend.scalars(values, 300);
    try (Image picture = Image.of(new byte[] {1, 2, 3, 4, 5, 6}, 1, 2, 3)) {
      backend.image("val_img", picture, 7);
    }
    backend.close();
    return run;
  }

  @Test
  void theFileStartsWithItsVersion() throws IOException {
    Map<Integer, Object> event = fields(records(written()).get(0));
    assertThat(text(event.get(3))).isEqualTo("brain.Event:2");
    assertThat((double) event.get(1)).isGreaterThan(1.7e9);
  }

  @Test
  void numbersArePutDownByNameAndStep() throws IOException {
    List<byte[]> records = records(written());
    assertThat(records).hasSize(5);
    Map<Integer, Object> loss = fields(records.get(2));
    assertThat(loss).containsEntry(2, 300L);
    assertThat(text(at(loss, 5, 1).get(1))).isEqualTo("loss");
    assertThat(at(loss, 5, 1)).containsEntry(2, 2.5f);
    Map<Integer, Object> epoch = fields(records.get(3));
    assertThat(text(at(epoch, 5, 1).get(1))).isEqualTo("epoch");
    assertThat(at(epoch, 5, 1)).containsEntry(2, 3f);
  }

  @Test
  void theConfigIsAText() throws IOException {
    Map<Integer, Object> value = at(fields(records(written()).get(1)), 5, 1);
    assertThat(text(value.get(1))).isEqualTo("config/text_summary");
    assertThat(text(at(value, 9, 1).get(1))).isEqualTo("text");
    assertThat(at(value, 8)).containsEntry(1, 7L);
    assertThat(text(at(value, 8).get(8))).contains("a = 1");
  }

  @Test
  void picturesArePngs() throws IOException {
    Map<Integer, Object> value = at(fields(records(written()).get(4)), 5, 1);
    assertThat(text(value.get(1))).isEqualTo("val_img");
    Map<Integer, Object> image = at(value, 4);
    assertThat(image).containsEntry(1, 1L).containsEntry(2, 2L).containsEntry(3, 3L);
    try (Image read = ImageFiles.decode((byte[]) image.get(4), ColorType.COLOR, "event")) {
      assertThat(read.toBytes()).containsExactly(1, 2, 3, 4, 5, 6);
    }
  }

  @Test
  void checksumsAreTensorflows() {
    // The first eight bytes of any file of TensorBoard: a record of 24 bytes, and its checksum.
    byte[] length = HexFormat.of().parseHex("1800000000000000");
    assertThat(Integer.toHexString(Integer.reverseBytes(EventFile.checksum(length))))
        .isEqualTo("a37f4b22");
  }
}
