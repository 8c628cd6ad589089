package org.vedette.tensor.checkpoint;

import static org.vedette.tensor.checkpoint.CheckpointGlobals.require;

import org.vedette.base.pickle.PickleException;
import org.vedette.base.pickle.PyBytes;
import org.vedette.base.pickle.PyGlobal;
import org.vedette.base.pickle.PyList;
import org.vedette.base.pickle.PyObject;
import org.vedette.base.pickle.PyTuple;

/** The functions with which pickles rebuild numpy's arrays, scalars and element types. */
final class NumpyGlobals {
  private NumpyGlobals() {}

  static Object call(PyGlobal function, PyTuple args) {
    return switch (function.name()) {
      case "_reconstruct" -> NumpyArray.unfilled();
      case "scalar" -> scalar(args);
      case "_frombuffer" -> fromBuffer(args);
      case "dtype" -> {
        require(!args.isEmpty() && args.get(0) instanceof String, "a malformed numpy.dtype");
        yield new NumpyDtype((String) args.get(0));
      }
      default -> throw PickleException.refused("it calls " + function);
    };
  }

  private static NumpyArray scalar(PyTuple args) {
    require(args.size() == 2 && args.get(0) instanceof NumpyDtype, "a malformed numpy scalar");
    return NumpyArray.scalar((NumpyDtype) args.get(0), args.get(1));
  }

  /** {@code _frombuffer(buffer, dtype, shape, order)}: numpy's form in protocol 5. */
  private static NumpyArray fromBuffer(PyTuple args) {
    require(args.size() == 4 && args.get(1) instanceof NumpyDtype, "a malformed numpy array");
    PyTuple shape =
        args.get(2) instanceof PyList list
            ? PyTuple.copyOf(list)
            : args.get(2) instanceof PyTuple tuple ? tuple : PyTuple.of(args.get(2));
    Object data = args.get(0);
    if (data instanceof PyObject object
        && object.type().name().equals("bytearray")
        && object.args().size() == 1) {
      data = object.args().get(0);
    }
    require(data instanceof PyBytes, "a numpy array over something else than bytes");
    return NumpyArray.array((NumpyDtype) args.get(1), shape, "F".equals(args.get(3)), data);
  }
}
