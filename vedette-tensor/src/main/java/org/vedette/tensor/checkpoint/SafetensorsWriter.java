package org.vedette.tensor.checkpoint;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.vedette.base.CheckpointException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Writes safetensors as its reference implementation does: large element types first, so that every
 * tensor is aligned, names in order within a type, the header padded to 8 bytes.
 */
final class SafetensorsWriter {
  private static final JsonFactory JSON = new JsonFactory();

  /** The reference implementation's order of types; the last come first in a file. */
  private static final List<ElementType> ORDER =
      List.of(
          ElementType.BOOL,
          ElementType.UINT8,
          ElementType.INT8,
          ElementType.INT16,
          ElementType.UINT16,
          ElementType.FLOAT16,
          ElementType.BFLOAT16,
          ElementType.INT32,
          ElementType.UINT32,
          ElementType.FLOAT32,
          ElementType.COMPLEX64,
          ElementType.FLOAT64,
          ElementType.INT64,
          ElementType.UINT64);

  private final List<Map.Entry<String, HostTensor>> tensors;
  private final Map<String, String> metadata;

  SafetensorsWriter(Map<String, HostTensor> stateDict, Map<String, String> metadata) {
    this.tensors = new ArrayList<>(new TreeMap<>(stateDict).entrySet());
    this.metadata = new TreeMap<>(metadata);
    for (Map.Entry<String, HostTensor> entry : tensors) {
      if (!ORDER.contains(entry.getValue().type())) {
        throw new CheckpointException(
            "cannot save " + entry.getKey() + ": safetensors has no " + entry.getValue().type());
      }
    }
    Comparator<Map.Entry<String, HostTensor>> byType =
        Comparator.comparingInt(entry -> -ORDER.indexOf(entry.getValue().type()));
    tensors.sort(byType);
  }

  void write(Path file) throws IOException {
    byte[] header = header();
    int padded = (header.length + 7) / 8 * 8;
    ByteBuffer start = ByteBuffer.allocate(8 + padded).order(ByteOrder.LITTLE_ENDIAN);
    start.putLong(padded).put(header);
    while (start.hasRemaining()) {
      start.put((byte) ' ');
    }
    try (FileChannel out = FileChannel.open(file, StandardOpenOption.WRITE)) {
      writeAll(out, start.flip());
      for (Map.Entry<String, HostTensor> entry : tensors) {
        writeAll(out, entry.getValue().data());
      }
    }
  }

  private static void writeAll(FileChannel out, ByteBuffer part) throws IOException {
    while (part.hasRemaining()) {
      out.write(part);
    }
  }

  private byte[] header() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
      json.writeStartObject();
      if (!metadata.isEmpty()) {
        json.writeObjectPropertyStart(Safetensors.METADATA);
        metadata.forEach(json::writeStringProperty);
        json.writeEndObject();
      }
      long offset = 0;
      for (Map.Entry<String, HostTensor> entry : tensors) {
        HostTensor tensor = entry.getValue();
        long end = offset + tensor.byteSize();
        json.writeObjectPropertyStart(entry.getKey());
        json.writeStringProperty("dtype", tensor.type().safetensorsName());
        json.writeName("shape");
        json.writeArray(tensor.shape(), 0, tensor.shape().length);
        json.writeName("data_offsets");
        json.writeArray(new long[] {offset, end}, 0, 2);
        json.writeEndObject();
        offset = end;
      }
      json.writeEndObject();
    }
    return bytes.toByteArray();
  }
}
