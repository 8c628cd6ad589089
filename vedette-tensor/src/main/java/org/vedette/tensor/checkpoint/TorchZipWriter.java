package org.vedette.tensor.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.vedette.base.CheckpointException;
import org.vedette.base.pickle.PickleWriter;
import org.vedette.base.pickle.PyBytes;
import org.vedette.base.pickle.PyDict;
import org.vedette.base.pickle.PyGlobal;
import org.vedette.base.pickle.PyTuple;

/**
 * Writes PyTorch's zip format: the pickled object, then each storage once, in the order in which
 * the object mentions them, each in a record of its own.
 */
final class TorchZipWriter {
  private static final String ROOT = "archive/";
  private static final int CHUNK = 1 << 26;
  private static final PyGlobal REBUILD_TENSOR = new PyGlobal("torch._utils", "_rebuild_tensor_v2");
  private static final PyGlobal REBUILD_PARAMETER =
      new PyGlobal("torch._utils", "_rebuild_parameter");
  private static final PyGlobal REBUILD_ARRAY =
      new PyGlobal("numpy.core.multiarray", "_reconstruct");
  private static final PyGlobal NUMPY_SCALAR = new PyGlobal("numpy.core.multiarray", "scalar");
  private static final PyGlobal NDARRAY = new PyGlobal("numpy", "ndarray");
  private static final PyGlobal DTYPE = new PyGlobal("numpy", "dtype");

  /** A storage seen as elements of one type: PyTorch's storages are typed. */
  private record Typed(Storage storage, ElementType type) {}

  private final Object root;
  private final Map<Typed, Integer> storages = new LinkedHashMap<>();

  TorchZipWriter(Object root) {
    this.root = root;
  }

  void write(Path file) throws IOException {
    byte[] pickle = PickleWriter.write(root, this::extension);
    try (FileChannel out = FileChannel.open(file, StandardOpenOption.WRITE)) {
      ZipWriter zip = new ZipWriter(out);
      zip.add(ROOT + "data.pkl", ZipWriter.bytes(pickle));
      zip.add(ROOT + "byteorder", text("little"));
      for (Map.Entry<Typed, Integer> entry : storages.entrySet()) {
        zip.add(ROOT + "data/" + entry.getValue(), new StorageContent(entry.getKey()));
      }
      zip.add(ROOT + "version", text("3\n"));
      // PyTorch's is a hash in 40 digits as well; nobody reads it but to tell files apart.
      zip.add(ROOT + ".data/serialization_id", text(String.format("%040d", zip.identity())));
      zip.finish();
    }
  }

  private static ZipWriter.Content text(String text) {
    return ZipWriter.bytes(text.getBytes(StandardCharsets.UTF_8));
  }

  private boolean extension(Object value, PickleWriter out) {
    if (value instanceof HostTensor tensor) {
      saveTensor(tensor, out);
    } else if (value instanceof NumpyArray array) {
      saveArray(array, out);
    } else if (value instanceof NumpyDtype dtype) {
      out.saveCall(dtype, DTYPE, dtype.code(), false, true);
      out.saveState(dtype.pickledState());
    } else if (value instanceof StorageRef ref) {
      Typed typed = ref.typed();
      int key = storages.computeIfAbsent(typed, any -> storages.size());
      long count = typed.storage.byteLength() / typed.type.bytes();
      PyGlobal type = new PyGlobal("torch", typed.type.storageClass());
      out.savePersistent("storage", type, Integer.toString(key), "cpu", count);
    } else {
      return false;
    }
    return true;
  }

  /** Stands for a storage among the arguments of a tensor. */
  private record StorageRef(Typed typed) {}

  private void saveTensor(HostTensor tensor, PickleWriter out) {
    if (tensor.isParameter()) {
      HostTensor data = tensor.withoutParameter();
      out.saveCall(tensor, REBUILD_PARAMETER, data, tensor.requiresGrad(), PyDict.ordered());
      return;
    }
    ElementType type = tensor.type();
    if (type.storageClass().isEmpty()) {
      throw new CheckpointException(
          "cannot save " + tensor + " in a .pth file: PyTorch has no storage of " + type);
    }
    HostTensor source =
        tensor.storage().byteLength() % type.bytes() == 0
            ? tensor
            : HostTensor.of(type, tensor.data(), tensor.shape());
    out.saveCall(
        tensor,
        REBUILD_TENSOR,
        new StorageRef(new Typed(source.storage(), type)),
        source.offset(),
        tuple(source.shape()),
        tuple(source.strides()),
        tensor.requiresGrad(),
        PyDict.ordered());
  }

  private static PyTuple tuple(long[] values) {
    return PyTuple.of(Arrays.stream(values).boxed().toArray());
  }

  private static void saveArray(NumpyArray array, PickleWriter out) {
    if (array.dtype() == null) {
      throw new CheckpointException("cannot save a numpy array that was never filled");
    }
    if (array.isScalar()) {
      out.saveCall(array, NUMPY_SCALAR, array.dtype(), array.raw());
      return;
    }
    out.saveCall(array, REBUILD_ARRAY, NDARRAY, PyTuple.of(0L), PyBytes.of((byte) 'b'));
    out.saveState(PyTuple.of(1L, array.shape(), array.dtype(), array.isFortran(), array.raw()));
  }

  /** The bytes of a storage, turned to little-endian where they are not. */
  private static final class StorageContent implements ZipWriter.Content {
    private final Storage storage;
    private final int unit;

    StorageContent(Typed typed) {
      this.storage = typed.storage;
      this.unit = typed.type.swapUnit();
    }

    @Override
    public void forEachPart(ZipWriter.PartConsumer consumer) throws IOException {
      for (long done = 0; done < storage.byteLength(); done += CHUNK) {
        int length = (int) Math.min(CHUNK, storage.byteLength() - done);
        ByteBuffer part = storage.read(done, length);
        consumer.accept(part.order() == ByteOrder.LITTLE_ENDIAN || unit == 1 ? part : swap(part));
      }
    }

    private ByteBuffer swap(ByteBuffer part) {
      ByteBuffer copy = HostTensor.allocate(part.remaining());
      long[] count = {part.remaining() / unit};
      new StridedCopy(part, copy, unit, count, new long[] {1}).run();
      return copy.flip();
    }

    @Override
    public long size() {
      return storage.byteLength();
    }
  }
}
