package org.vedette.tensor.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vedette.base.CheckpointException;

class SafetensorsTest {
  @TempDir Path folder;

  private Path file(String header, int dataBytes) throws IOException {
    byte[] json = header.getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes = ByteBuffer.allocate(8 + json.length + dataBytes);
    bytes.order(ByteOrder.LITTLE_ENDIAN).putLong(json.length).put(json);
    Path file = folder.resolve("x.safetensors");
    Files.write(file, bytes.array());
    return file;
  }

  @Test
  void largeTypesComeFirstAndNamesInOrderAsTheReferenceImplementationWrites() throws IOException {
    Map<String, HostTensor> weights = new LinkedHashMap<>();
    weights.put("b", HostTensor.of(new float[] {1}, 1));
    weights.put("a", HostTensor.of(new float[] {2}));
    weights.put("n", HostTensor.of(new long[] {3, 4}, 2));
    Path file = folder.resolve("x.safetensors");

    CheckpointWriter.writeSafetensors(file, weights, Map.of("format", "pt"));

    byte[] bytes = Files.readAllBytes(file);
    int length = (int) ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
    assertThat(new String(bytes, 8, length, StandardCharsets.UTF_8).stripTrailing())
        .isEqualTo(
            "{\"__metadata__\":{\"format\":\"pt\"},"
                + "\"n\":{\"dtype\":\"I64\",\"shape\":[2],\"data_offsets\":[0,16]},"
                + "\"a\":{\"dtype\":\"F32\",\"shape\":[],\"data_offsets\":[16,20]},"
                + "\"b\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[20,24]}}");
    assertThat(length % 8).isZero();
    assertThat(bytes).hasSize(8 + length + 24);
    try (Checkpoint read = Checkpoint.open(file)) {
      assertThat(read.format()).isEqualTo(CheckpointFormat.SAFETENSORS);
      assertThat(read.meta()).containsEntry("format", "pt");
      assertThat(ExpectedContent.values(read.stateDict().get("n"))).containsExactly(3, 4);
      assertThat(ExpectedContent.values(read.stateDict().get("a"))).containsExactly(2);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "{} ]",
        "{\"a\":1}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1]}}",
        "{\"a\":{\"dtype\":\"F99\",\"shape\":[1],\"data_offsets\":[0,4]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,4]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[-1],\"data_offsets\":[0,4]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[4611686018427387904,4],\"data_offsets\":[0,4]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,0]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[4],\"data_offsets\":[0,16]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1.5],\"data_offsets\":[0,4]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[99999999999999999999],\"data_offsets\":[0,4]}}"
      })
  void malformedHeadersGiveOneError(String header) throws IOException {
    Path file = file(header, 8);

    assertThatThrownBy(
            () -> {
              try (Checkpoint read = Checkpoint.open(file)) {
                read.stateDict();
              }
            })
        .isInstanceOf(CheckpointException.class)
        .hasMessageStartingWith(file.toString());
  }

  @Test
  void elementTypesWithoutANameAreRefused() {
    ByteBuffer data = ByteBuffer.allocate(16);
    HostTensor complex = HostTensor.of(ElementType.COMPLEX128, data, 1);

    assertThatThrownBy(
            () ->
                CheckpointWriter.writeSafetensors(
                    folder.resolve("y.safetensors"), Map.of("a", complex), Map.of()))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("complex128");
  }
}
