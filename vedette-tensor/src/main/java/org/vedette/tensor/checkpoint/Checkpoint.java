package org.vedette.tensor.checkpoint;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.vedette.base.CheckpointException;
import org.vedette.base.pickle.PickleException;
import org.vedette.base.pickle.PickleReader;
import org.vedette.base.pickle.PyDict;

/**
 * A checkpoint file, open for reading: the whole object tree as plain data, and the state dict in
 * it. Tensors are views of the mapped file and end with {@link #close}.
 *
 * <p>Opening never runs anything of the file and never loads libtorch. A file that is missing,
 * damaged, hostile or no checkpoint gives one {@link CheckpointException} that names it.
 */
public final class Checkpoint implements AutoCloseable {
  private final MappedFile file;
  private final CheckpointFormat format;
  private final Object root;
  private final StateDicts.Found found;

  private Checkpoint(MappedFile file, CheckpointFormat format, Object root) {
    this.file = file;
    this.format = format;
    this.root = root;
    this.found = StateDicts.find(root);
  }

  /** Opens a {@code .pth}, {@code .pkl} or {@code .safetensors} file; its content decides which. */
  public static Checkpoint open(Path path) {
    MappedFile file = MappedFile.open(path);
    try {
      Checkpoint checkpoint = read(file);
      file = null;
      return checkpoint;
    } finally {
      if (file != null) {
        file.close();
      }
    }
  }

  private static Checkpoint read(MappedFile file) {
    ByteBuffer head = file.slice(0, Math.min(file.size(), Integer.MAX_VALUE));
    if (head.remaining() >= 4 && head.getInt(0) == FileKinds.ZIP_MAGIC) {
      return new Checkpoint(file, CheckpointFormat.ZIP, TorchZip.read(file));
    }
    if (Safetensors.isHeader(file) || isNamedSafetensors(file)) {
      return new Checkpoint(file, CheckpointFormat.SAFETENSORS, Safetensors.read(file));
    }
    FileKinds.refuseOthers(file, head);
    Object first = firstPickle(file, head);
    if (TorchLegacy.isMagic(first)) {
      return new Checkpoint(file, CheckpointFormat.LEGACY, TorchLegacy.read(file, head));
    }
    return new Checkpoint(file, CheckpointFormat.PICKLE, first);
  }

  private static boolean isNamedSafetensors(MappedFile file) {
    return file.name().toLowerCase(Locale.ROOT).endsWith(".safetensors");
  }

  private static Object firstPickle(MappedFile file, ByteBuffer head) {
    try {
      CheckpointGlobals globals = CheckpointGlobals.withoutStorages();
      return new PickleReader(head, file.name(), globals, StandardCharsets.ISO_8859_1).read();
    } catch (CheckpointException e) {
      boolean refused = e.getCause() instanceof PickleException cause && cause.isRefusal();
      // Protocol 2 and later begin with an opcode of their own; anything else may be any file.
      if (refused || head.get(0) == (byte) 0x80) {
        throw e;
      }
      throw FileKinds.unknown(file, e);
    }
  }

  /** The file's format. */
  public CheckpointFormat format() {
    return format;
  }

  /** The file as the user named it. */
  public String name() {
    return file.name();
  }

  /** The file's size in bytes. */
  public long fileSize() {
    return file.size();
  }

  /**
   * Everything in the file: maps, lists, numbers and texts as {@link PickleReader} gives them, with
   * {@link HostTensor}s and {@link NumpyArray}s. A safetensors file reads as {@code state_dict} and
   * {@code meta}.
   */
  public Object root() {
    return root;
  }

  /**
   * The weights by name, in the order of the file: the dict under {@code state_dict} or {@code
   * model}, else the file's own dict. A leading {@code module.} is stripped from the names, as
   * upstream's loader does. numpy arrays count as tensors.
   *
   * @throws CheckpointException when the file has no tensors there
   */
  public Map<String, HostTensor> stateDict() {
    if (found.tensors().isEmpty()) {
      throw new CheckpointException(
          file.name() + ": expected a state dict, got " + StateDicts.describe(root));
    }
    return new LinkedHashMap<>(found.tensors());
  }

  /** The state dict, or an empty map when the file has none. */
  Map<String, HostTensor> tensorsOrNone() {
    return found.tensors();
  }

  /**
   * The key of the dict that {@link #stateDict} is taken from; empty when it is the file itself.
   */
  public String stateDictKey() {
    return found.key();
  }

  /** Names in that dict that hold no tensor and are therefore not in {@link #stateDict}. */
  public List<String> nonTensors() {
    return found.others();
  }

  /** The dict under {@code meta}, empty when there is none: epoch, iter, classes, config. */
  public Map<Object, Object> meta() {
    return root instanceof PyDict dict && dict.dict("meta") != null ? dict.dict("meta") : Map.of();
  }

  /** Groups of names in {@link #stateDict} that share memory, such as tied weights. */
  public List<List<String>> aliases() {
    return StateDicts.aliases(found.tensors());
  }

  /** Gives up the file; tensors that were not read yet can no longer be. */
  @Override
  public void close() {
    file.close();
  }
}
