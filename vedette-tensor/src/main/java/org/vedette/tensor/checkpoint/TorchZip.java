package org.vedette.tensor.checkpoint;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.vedette.base.CheckpointException;
import org.vedette.base.pickle.PickleException;
import org.vedette.base.pickle.PickleReader;
import org.vedette.base.pickle.PyTuple;

/**
 * Reads PyTorch's zip format: {@code ROOT/data.pkl} is the pickled object, {@code ROOT/data/KEY}
 * the bytes of its storages, {@code ROOT/byteorder} their order (little-endian where it is
 * missing).
 */
final class TorchZip {
  private static final String PICKLE = "data.pkl";

  private final MappedFile file;
  private final ZipDirectory zip;
  private final String root;
  private final ByteOrder order;
  private final Map<String, Storage> storages = new HashMap<>();

  private TorchZip(MappedFile file) {
    this.file = file;
    this.zip = ZipDirectory.read(file);
    this.root = findRoot();
    this.order = readOrder();
  }

  static Object read(MappedFile file) {
    TorchZip archive = new TorchZip(file);
    ByteBuffer pickle = archive.record(PICKLE);
    String where = file.name() + ": " + archive.root + PICKLE;
    CheckpointGlobals globals = new CheckpointGlobals(archive::storage);
    return new PickleReader(pickle, where, globals, StandardCharsets.UTF_8).read();
  }

  private String findRoot() {
    List<String> pickles =
        zip.entries().keySet().stream()
            .filter(name -> name.equals(PICKLE) || name.matches("[^/]+/data\\.pkl"))
            .toList();
    if (pickles.size() != 1) {
      throw new CheckpointException(
          file.name()
              + ": expected a zip archive with one data.pkl, as torch.save writes; got "
              + (pickles.isEmpty() ? contents() : String.join(", ", pickles)));
    }
    String found = pickles.get(0);
    String prefix = found.substring(0, found.length() - PICKLE.length());
    if (zip.entries().containsKey(prefix + "constants.pkl")) {
      throw new CheckpointException(
          file.name()
              + ": this is a TorchScript program, expected a checkpoint of weights; save"
              + " model.state_dict() with torch.save");
    }
    return prefix;
  }

  private String contents() {
    List<String> names = zip.entries().keySet().stream().limit(3).toList();
    return names.isEmpty() ? "an empty archive" : String.join(", ", names) + ", ...";
  }

  private ByteOrder readOrder() {
    if (!zip.entries().containsKey(root + "byteorder")) {
      return ByteOrder.LITTLE_ENDIAN;
    }
    String text = StandardCharsets.UTF_8.decode(record("byteorder")).toString().strip();
    return switch (text) {
      case "little" -> ByteOrder.LITTLE_ENDIAN;
      case "big" -> ByteOrder.BIG_ENDIAN;
      default ->
          throw new CheckpointException(
              file.name() + ": byteorder: expected 'little' or 'big', got another text");
    };
  }

  private ByteBuffer record(String name) {
    return zip.content(zip.entries().get(root + name));
  }

  private TypedStorage storage(ElementType type, String key, PyTuple id) {
    long needed = CheckpointGlobals.byteLength(type, CheckpointGlobals.elements(id));
    Storage storage = storages.computeIfAbsent(key, this::open);
    if (storage.byteLength() < needed) {
      throw new PickleException(
          "storage " + key + " needs " + needed + " bytes and has " + storage.byteLength());
    }
    return new TypedStorage(storage, type);
  }

  private Storage open(String key) {
    ZipDirectory.Entry entry = zip.entries().get(root + "data/" + key);
    if (entry == null) {
      throw new PickleException("the archive has no record for storage " + key);
    }
    return new Storage(key, entry.size(), order, zip.source(entry));
  }
}
