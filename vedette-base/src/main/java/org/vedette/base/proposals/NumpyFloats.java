package org.vedette.base.proposals;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import org.vedette.base.HalfFloats;
import org.vedette.base.pickle.PickleException;
import org.vedette.base.pickle.PickleReader;
import org.vedette.base.pickle.PyBytes;
import org.vedette.base.pickle.PyGlobal;
import org.vedette.base.pickle.PyObject;
import org.vedette.base.pickle.PyTuple;

/**
 * A pickled numpy array of numbers as float32, row by row.
 *
 * @param shape the sizes
 * @param values the elements
 */
@SuppressWarnings("ArrayRecordComponent")
record NumpyFloats(long[] shape, float[] values) {
  private static final PyGlobal RECONSTRUCT = new PyGlobal("numpy.core.multiarray", "_reconstruct");
  private static final PyGlobal NDARRAY = new PyGlobal("numpy", "ndarray");
  private static final PyGlobal DTYPE = new PyGlobal("numpy", "dtype");
  private static final String LITTLE = "<";

  /** The parts of an array, however it was pickled. */
  private record Parts(Object shape, Object dtype, boolean columnMajor, Object data) {}

  /**
   * Reads an array of any of numpy's real numbers.
   *
   * @throws PickleException saying what it is instead
   */
  static NumpyFloats read(Object value) {
    Parts parts = parts(value);
    long[] shape = shape(parts.shape);
    String code = code(parts.dtype);
    ByteBuffer bytes = bytes(parts.data).order(order(parts.dtype));
    int size = elementSize(code);
    long count = 1;
    for (long length : shape) {
      // A product beyond the data is wrong whatever follows; it must only not overflow.
      count = length == 0 ? 0 : count > bytes.remaining() / length ? -1 : count * length;
      if (count <= 0) {
        break;
      }
    }
    if (count < 0 || count * size != bytes.remaining()) {
      throw new PickleException(
          "a numpy array of shape "
              + Arrays.toString(shape)
              + " with "
              + bytes.remaining()
              + " bytes of data");
    }
    float[] values = new float[(int) count];
    for (int i = 0; i < values.length; i++) {
      values[i] = number(code, bytes, i * size);
    }
    boolean transposed = parts.columnMajor && shape.length == 2;
    return new NumpyFloats(shape, transposed ? rows(values, (int) shape[0]) : values);
  }

  private static Parts parts(Object value) {
    if (value instanceof PyObject object) {
      if (object.type().name().equals("_reconstruct")
          && object.state() instanceof PyTuple state
          && state.size() == 5) {
        return new Parts(
            state.get(1), state.get(2), Boolean.TRUE.equals(state.get(3)), state.get(4));
      }
      if (object.type().name().equals("_frombuffer") && object.args().size() == 4) {
        PyTuple args = object.args();
        return new Parts(args.get(2), args.get(1), "F".equals(args.get(3)), args.get(0));
      }
    }
    throw new PickleException("expected a numpy array, got " + PickleReader.describe(value));
  }

  private static long[] shape(Object value) {
    if (value instanceof List<?> sizes
        && sizes.size() <= 2
        && sizes.stream().allMatch(size -> size instanceof Long length && length >= 0)) {
      return sizes.stream().mapToLong(size -> (Long) size).toArray();
    }
    throw new PickleException("expected a numpy array of at most two dimensions");
  }

  /** Kind and size such as {@code f4}. */
  private static String code(Object dtype) {
    if (dtype instanceof PyObject object
        && object.type().equals(DTYPE)
        && !object.args().isEmpty()
        && object.args().get(0) instanceof String code) {
      return code.isEmpty() || "<>|=".indexOf(code.charAt(0)) < 0 ? code : code.substring(1);
    }
    throw new PickleException("expected a numpy.dtype, got " + PickleReader.describe(dtype));
  }

  private static ByteOrder order(Object dtype) {
    PyObject object = (PyObject) dtype;
    boolean big =
        (object.state() instanceof PyTuple state && state.size() > 1 && ">".equals(state.get(1)))
            || object.args().get(0).toString().startsWith(">");
    return big ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
  }

  private static ByteBuffer bytes(Object data) {
    if (data instanceof PyBytes bytes) {
      return bytes.buffer();
    }
    // Python 2 saved the memory as a byte string; protocol 5 as a bytearray.
    if (data instanceof String text) {
      return PyBytes.latin1(text).buffer();
    }
    if (data instanceof PyObject object
        && object.type().name().equals("bytearray")
        && object.args().size() == 1
        && object.args().get(0) instanceof PyBytes bytes) {
      return bytes.buffer();
    }
    throw new PickleException("the data of a numpy array is " + PickleReader.describe(data));
  }

  private static int elementSize(String code) {
    return switch (code) {
      case "u1", "i1" -> 1;
      case "f2", "i2" -> 2;
      case "f4", "i4" -> 4;
      case "f8", "i8" -> 8;
      default ->
          throw new PickleException("expected an array of numbers, got one of '" + code + "'");
    };
  }

  private static float number(String code, ByteBuffer bytes, int at) {
    return switch (code) {
      case "f2" -> HalfFloats.toFloat(bytes.getShort(at));
      case "f4" -> bytes.getFloat(at);
      case "f8" -> (float) bytes.getDouble(at);
      case "i1" -> bytes.get(at);
      case "u1" -> bytes.get(at) & 0xff;
      case "i2" -> bytes.getShort(at);
      case "i4" -> bytes.getInt(at);
      default -> bytes.getLong(at);
    };
  }

  /** The elements of a matrix that lies in memory column by column. */
  private static float[] rows(float[] columns, int height) {
    int width = height == 0 ? 0 : columns.length / height;
    float[] rows = new float[columns.length];
    for (int i = 0; i < columns.length; i++) {
      rows[i % height * width + i / height] = columns[i];
    }
    return rows;
  }

  /** What numpy's float32 is to a pickle; one object serves all arrays of a file. */
  static PyObject dtype() {
    PyObject dtype = PyObject.call(DTYPE, PyTuple.of("f4", false, true));
    dtype.setState(PyTuple.of(3L, LITTLE, null, null, null, -1L, -1L, 0L));
    return dtype;
  }

  /** The array as Python pickles it. */
  PyObject toPickle(PyObject dtype) {
    ByteBuffer data = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    FloatBuffer floats = data.asFloatBuffer();
    floats.put(values);
    PyObject array =
        PyObject.call(RECONSTRUCT, PyTuple.of(NDARRAY, PyTuple.of(0L), PyBytes.of((byte) 'b')));
    Object[] sizes = Arrays.stream(shape).boxed().toArray();
    array.setState(PyTuple.of(1L, PyTuple.of(sizes), dtype, false, new PyBytes(data)));
    return array;
  }
}
