package org.vedette.tensor.checkpoint;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.vedette.base.CheckpointException;
import org.vedette.base.pickle.PickleException;
import org.vedette.base.pickle.PickleReader;
import org.vedette.base.pickle.PyList;
import org.vedette.base.pickle.PyTuple;

/**
 * Reads PyTorch's format from before 1.6: pickles of a magic number, a protocol number, facts about
 * the machine, the object and the list of storage keys, then each storage as its count of elements
 * and its little-endian bytes.
 */
final class TorchLegacy {
  private static final BigInteger MAGIC = new BigInteger("1950a86a20f9469cfc6c", 16);
  private static final Long PROTOCOL = 1001L;

  private record Waiting(Storage storage, int elementBytes) {}

  private final MappedFile file;
  private final PickleReader pickles;
  private final Map<String, Waiting> storages = new HashMap<>();

  private TorchLegacy(MappedFile file, ByteBuffer head) {
    this.file = file;
    CheckpointGlobals globals = new CheckpointGlobals(this::storage);
    this.pickles = new PickleReader(head, file.name(), globals, StandardCharsets.UTF_8);
  }

  /** Whether the first pickle of a file marks this format. */
  static boolean isMagic(Object first) {
    return MAGIC.equals(first);
  }

  static Object read(MappedFile file, ByteBuffer head) {
    return new TorchLegacy(file, head).read();
  }

  private Object read() {
    if (!isMagic(pickles.read())) {
      throw new IllegalStateException("not a legacy file");
    }
    Object protocol = pickles.read();
    if (!PROTOCOL.equals(protocol)) {
      throw new CheckpointException(
          file.name() + ": expected PyTorch's protocol 1001, got " + protocol);
    }
    // Facts about the machine that wrote it; the storages are little-endian whatever it was.
    pickles.read();
    Object root = pickles.read();
    bind(pickles.read());
    return root;
  }

  private TypedStorage storage(ElementType type, String key, PyTuple id) {
    if (type == null) {
      throw new PickleException("an untyped storage, which this format does not have");
    }
    if (id.size() > 5 && id.get(5) != null) {
      throw new PickleException("storage " + key + " is a view of another storage");
    }
    long bytes = CheckpointGlobals.byteLength(type, CheckpointGlobals.elements(id));
    Waiting known = storages.get(key);
    if (known == null) {
      known = new Waiting(new Storage(key, bytes, ByteOrder.LITTLE_ENDIAN, null), type.bytes());
      storages.put(key, known);
    }
    if (known.storage.byteLength() != bytes) {
      throw new PickleException("storage " + key + " is given two sizes");
    }
    return new TypedStorage(known.storage, type);
  }

  /** Finds the bytes of each storage, which follow in the order of the keys. */
  private void bind(Object keys) {
    if (!(keys instanceof PyList list)) {
      throw new CheckpointException(file.name() + ": the list of storages is missing");
    }
    long position = pickles.position();
    for (Object key : list) {
      Waiting waiting = key == null ? null : storages.get(key.toString());
      if (waiting == null || waiting.storage.isBound()) {
        throw new CheckpointException(
            file.name() + ": the list of storages does not agree with the tensors");
      }
      position = bind(waiting, position);
    }
    for (Waiting waiting : storages.values()) {
      if (!waiting.storage.isBound()) {
        throw new CheckpointException(
            file.name() + ": storage " + waiting.storage.name() + " is missing from the file");
      }
    }
  }

  private long bind(Waiting waiting, long position) {
    Storage storage = waiting.storage;
    long count = file.slice(position, Long.BYTES).getLong(0);
    long expected = storage.byteLength() / waiting.elementBytes;
    if (count != expected) {
      throw new CheckpointException(
          file.name()
              + ": storage "
              + storage.name()
              + ": expected "
              + expected
              + " elements, got "
              + count);
    }
    long start = position + Long.BYTES;
    long end = start + storage.byteLength();
    if (end < start || end > file.size()) {
      throw new CheckpointException(
          file.name()
              + ": truncated: storage "
              + storage.name()
              + " ends at byte "
              + end
              + ", the file at "
              + file.size());
    }
    storage.bind((from, length) -> file.slice(start + from, length));
    return end;
  }
}
