package org.vedette.tensor.checkpoint;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.vedette.base.pickle.PickleException;
import org.vedette.base.pickle.PickleReader;
import org.vedette.base.pickle.PyBytes;
import org.vedette.base.pickle.PyList;
import org.vedette.base.pickle.PyNode;
import org.vedette.base.pickle.PyTuple;

/**
 * A pickled {@code numpy.ndarray} or numpy scalar. Arrays of plain numbers give a tensor; others
 * (objects, texts, records) are kept as the data that was saved.
 */
public final class NumpyArray implements PyNode {
  private final boolean scalar;
  private NumpyDtype dtype;
  private PyTuple shape = PyTuple.EMPTY;
  private boolean fortran;
  private Object data = PyBytes.of();
  private HostTensor tensor;

  private NumpyArray(boolean scalar) {
    this.scalar = scalar;
  }

  /** An array whose state follows. */
  static NumpyArray unfilled() {
    return new NumpyArray(false);
  }

  static NumpyArray scalar(NumpyDtype dtype, Object data) {
    NumpyArray value = new NumpyArray(true);
    value.fill(dtype, PyTuple.EMPTY, false, data);
    return value;
  }

  static NumpyArray array(NumpyDtype dtype, PyTuple shape, boolean fortran, Object data) {
    NumpyArray value = new NumpyArray(false);
    value.fill(dtype, shape, fortran, data);
    return value;
  }

  /** A row-major array of the values of a tensor. */
  public static NumpyArray of(HostTensor tensor) {
    ElementType type = tensor.type();
    if (type.numpyCode().isEmpty()) {
      throw new IllegalArgumentException("numpy has no " + type);
    }
    Object[] sizes = Arrays.stream(tensor.shape()).boxed().toArray();
    PyBytes data = new PyBytes(tensor.data());
    return array(new NumpyDtype(type.numpyCode()), PyTuple.of(sizes), false, data);
  }

  private void fill(NumpyDtype type, PyTuple sizes, boolean columnMajor, Object content) {
    this.dtype = type;
    this.shape = sizes;
    this.fortran = columnMajor;
    this.data = content;
    this.tensor = type.elementType().map(this::view).orElse(null);
  }

  /** Fills the array from {@code (version, shape, dtype, is_fortran, data)}. */
  void setState(Object state) {
    if (state instanceof PyTuple tuple
        && tuple.size() == 5
        && tuple.get(1) instanceof PyTuple sizes
        && tuple.get(2) instanceof NumpyDtype type
        && tuple.get(3) instanceof Boolean columnMajor) {
      fill(type, sizes, columnMajor, tuple.get(4));
    } else {
      throw new PickleException("the state of a numpy array is malformed");
    }
  }

  private HostTensor view(ElementType type) {
    PyBytes bytes = bytes();
    long[] sizes = longs(shape, "the shape of a numpy array");
    try {
      Storage storage = Storage.of(bytes.buffer(), dtype.order());
      HostTensor view = HostTensor.view(type, sizes, strides(sizes), 0, storage);
      if (view.byteSize() != bytes.size()) {
        throw new PickleException(
            "a numpy array of " + view.byteSize() + " bytes with data of " + bytes.size());
      }
      return view;
    } catch (IllegalArgumentException e) {
      throw new PickleException(e.getMessage());
    }
  }

  private PyBytes bytes() {
    if (data instanceof PyBytes bytes) {
      return bytes;
    }
    // Python 2 saved the memory as a byte string, which reads as latin-1 text.
    if (data instanceof String text) {
      return PyBytes.latin1(text);
    }
    throw new PickleException("the data of a numpy array is " + PickleReader.describe(data));
  }

  private long[] strides(long[] sizes) {
    if (!fortran) {
      return HostTensor.rowMajor(sizes);
    }
    long[] strides = new long[sizes.length];
    long step = 1;
    for (int d = 0; d < sizes.length; d++) {
      strides[d] = step;
      step *= Math.max(1, sizes[d]);
    }
    return strides;
  }

  /** The integers of a tuple. */
  static long[] longs(Object value, String what) {
    if (!(value instanceof PyTuple) && !(value instanceof PyList)) {
      throw new PickleException(what + " is " + PickleReader.describe(value));
    }
    List<?> items = (List<?>) value;
    long[] numbers = new long[items.size()];
    for (int i = 0; i < numbers.length; i++) {
      if (!(items.get(i) instanceof Long number)) {
        throw new PickleException(what + " holds " + PickleReader.describe(items.get(i)));
      }
      numbers[i] = number;
    }
    return numbers;
  }

  /** Whether it is a scalar such as {@code numpy.float32(1.5)} rather than an array. */
  public boolean isScalar() {
    return scalar;
  }

  /** The values, when they are plain numbers. */
  public Optional<HostTensor> tensor() {
    return Optional.ofNullable(tensor);
  }

  /** numpy's code of the element type without byte order, such as {@code f4}. */
  public String code() {
    return dtype == null ? "" : dtype.code();
  }

  NumpyDtype dtype() {
    return dtype;
  }

  PyTuple shape() {
    return shape;
  }

  boolean isFortran() {
    return fortran;
  }

  Object raw() {
    return data;
  }

  @Override
  public Collection<?> children() {
    return dtype == null ? List.of() : List.of(dtype, shape, data);
  }
}
