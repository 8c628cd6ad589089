package org.vedette.tensor.checkpoint;

import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.vedette.base.CheckpointException;
import org.vedette.base.pickle.PyDict;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads safetensors: the length of a JSON header in 8 bytes, the header ({@code name: {dtype,
 * shape, data_offsets}}), the data.
 */
final class Safetensors {
  private static final JsonFactory JSON = new JsonFactory();

  /** The bound of the reference implementation. */
  private static final long MAX_HEADER = 100_000_000;

  static final String METADATA = "__metadata__";

  private final MappedFile file;
  private final long dataStart;
  private final PyDict tensors = PyDict.ordered();
  private final PyDict metadata = new PyDict();

  private Safetensors(MappedFile file, long dataStart) {
    this.file = file;
    this.dataStart = dataStart;
  }

  /** Whether a file begins like this format. */
  static boolean isHeader(MappedFile file) {
    if (file.size() < 10) {
      return false;
    }
    long length = file.slice(0, 8).getLong(0);
    return length >= 2 && length <= file.size() - 8 && file.slice(8, 1).get(0) == '{';
  }

  /** A dict of {@code state_dict} and, when the file has metadata, {@code meta}. */
  static PyDict read(MappedFile file) {
    long length = file.size() < 8 ? -1 : file.slice(0, 8).getLong(0);
    if (length < 2 || length > file.size() - 8 || length > MAX_HEADER) {
      throw new CheckpointException(
          file.name() + ": not a safetensors file: its header would have " + length + " bytes");
    }
    Safetensors reader = new Safetensors(file, 8 + length);
    byte[] header = new byte[(int) length];
    file.slice(8, length).get(header);
    try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), header)) {
      reader.header(json);
    } catch (JacksonException e) {
      throw reader.broken("its header is not valid JSON: " + e.getOriginalMessage());
    }
    PyDict root = new PyDict();
    root.put("state_dict", reader.tensors);
    if (!reader.metadata.isEmpty()) {
      root.put("meta", reader.metadata);
    }
    return root;
  }

  private void header(JsonParser json) {
    expect(json.nextToken(), JsonToken.START_OBJECT);
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = json.currentName();
      expect(json.nextToken(), JsonToken.START_OBJECT);
      if (name.equals(METADATA)) {
        metadata(json);
      } else if (tensors.put(name, tensor(json, name)) != null) {
        throw broken("tensor " + name + " is there twice");
      }
    }
    expect(json.currentToken(), JsonToken.END_OBJECT);
  }

  private void metadata(JsonParser json) {
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      String key = json.currentName();
      expect(json.nextToken(), JsonToken.VALUE_STRING);
      metadata.put(key, json.getString());
    }
  }

  private HostTensor tensor(JsonParser json, String name) {
    String type = "";
    long[] shape = null;
    long[] offsets = null;
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      String key = json.currentName();
      json.nextToken();
      switch (key) {
        case "dtype" -> {
          expect(json.currentToken(), JsonToken.VALUE_STRING);
          type = json.getString();
        }
        case "shape" -> shape = longs(json);
        case "data_offsets" -> offsets = longs(json);
        default -> throw broken("tensor " + name + " has an unknown key " + key);
      }
    }
    if (shape == null || offsets == null || offsets.length != 2) {
      throw broken("tensor " + name + " lacks its shape or offsets");
    }
    return view(name, type, shape, offsets);
  }

  private HostTensor view(String name, String type, long[] shape, long[] offsets) {
    String unknown = "tensor " + name + " has elements of type " + type + ", which are not known";
    ElementType elements = ElementType.ofSafetensors(type).orElseThrow(() -> broken(unknown));
    long length = offsets[1] - offsets[0];
    if (offsets[0] < 0 || length < 0 || offsets[1] > file.size() - dataStart) {
      throw broken(
          "tensor "
              + name
              + " lies at bytes "
              + offsets[0]
              + " to "
              + offsets[1]
              + " of "
              + (file.size() - dataStart)
              + "; is the file truncated?");
    }
    long start = dataStart + offsets[0];
    Storage storage =
        new Storage(
            name,
            length,
            ByteOrder.LITTLE_ENDIAN,
            (from, count) -> file.slice(start + from, count));
    try {
      HostTensor tensor = HostTensor.view(elements, shape, HostTensor.rowMajor(shape), 0, storage);
      if (tensor.byteSize() != length) {
        throw broken("tensor " + name + ": " + tensor + " does not fill its " + length + " bytes");
      }
      return tensor;
    } catch (IllegalArgumentException e) {
      throw broken("tensor " + name + ": " + e.getMessage());
    }
  }

  private long[] longs(JsonParser json) {
    expect(json.currentToken(), JsonToken.START_ARRAY);
    List<Long> numbers = new ArrayList<>();
    while (json.nextToken() == JsonToken.VALUE_NUMBER_INT) {
      numbers.add(json.getLongValue());
    }
    expect(json.currentToken(), JsonToken.END_ARRAY);
    return numbers.stream().mapToLong(Long::longValue).toArray();
  }

  private void expect(JsonToken got, JsonToken expected) {
    if (got != expected) {
      throw broken("its header has " + got + " where " + expected + " is expected");
    }
  }

  private CheckpointException broken(String what) {
    return new CheckpointException(file.name() + ": not a valid safetensors file: " + what);
  }
}
