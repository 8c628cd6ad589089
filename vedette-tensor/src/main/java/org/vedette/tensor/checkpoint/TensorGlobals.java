package org.vedette.tensor.checkpoint;

import static org.vedette.tensor.checkpoint.CheckpointGlobals.require;

import org.vedette.base.pickle.PickleException;
import org.vedette.base.pickle.PickleReader;
import org.vedette.base.pickle.PyGlobal;
import org.vedette.base.pickle.PyTuple;

/** The functions with which PyTorch's pickles rebuild tensors and parameters. */
final class TensorGlobals {
  private TensorGlobals() {}

  static HostTensor call(PyGlobal function, PyTuple args) {
    return switch (function.name()) {
      case "_rebuild_tensor" -> view(args, 4, null);
      case "_rebuild_tensor_v2" -> {
        require(args.size() >= 6 && args.size() <= 7, "a malformed tensor");
        require(args.size() < 7 || plain(args.get(6)), "a conjugated or negated view");
        yield view(args, 6, null).withRequiresGrad(Boolean.TRUE.equals(args.get(4)));
      }
      case "_rebuild_tensor_v3" -> {
        require(args.size() >= 7 && args.size() <= 8, "a malformed tensor");
        require(args.size() < 8 || plain(args.get(7)), "a conjugated or negated view");
        HostTensor tensor = view(args, 6, elementType(args.get(6)));
        yield tensor.withRequiresGrad(Boolean.TRUE.equals(args.get(4)));
      }
      case "_rebuild_parameter", "_rebuild_parameter_with_state" -> {
        require(args.size() >= 3, "a malformed parameter");
        yield tensor(args.get(0)).asParameter(Boolean.TRUE.equals(args.get(1)));
      }
      case "_rebuild_from_type_v2" -> ofType(args);
      default -> throw PickleException.refused("it calls " + function);
    };
  }

  /** A tensor that carries Python attributes, which weights have no use for. */
  private static HostTensor ofType(PyTuple args) {
    require(
        args.size() == 4
            && args.get(0) instanceof PyGlobal
            && args.get(1) instanceof PyGlobal
            && args.get(2) instanceof PyTuple,
        "a malformed tensor with attributes");
    PyGlobal function = (PyGlobal) args.get(0);
    require(
        function.name().startsWith("_rebuild_") && !function.name().equals("_rebuild_from_type_v2"),
        "a malformed tensor with attributes");
    return call(function, (PyTuple) args.get(2));
  }

  private static boolean plain(Object metadata) {
    return CheckpointGlobals.isPlainMetadata(metadata);
  }

  private static HostTensor tensor(Object value) {
    if (value instanceof HostTensor tensor) {
      return tensor;
    }
    throw new PickleException("a parameter made from " + PickleReader.describe(value));
  }

  private static ElementType elementType(Object value) {
    if (value instanceof PyGlobal global && global.module().equals("torch")) {
      return ElementType.ofName(global.name())
          .orElseThrow(() -> new PickleException("a tensor of " + global));
    }
    throw new PickleException("a tensor of type " + PickleReader.describe(value));
  }

  /** A view from (storage, offset, size, stride, ...). */
  private static HostTensor view(PyTuple args, int least, ElementType declared) {
    require(args.size() >= least, "a malformed tensor");
    if (!(args.get(0) instanceof TypedStorage storage)) {
      throw new PickleException("a tensor over " + PickleReader.describe(args.get(0)));
    }
    ElementType type = declared != null ? declared : storage.type();
    require(type != null, "a tensor over an untyped storage that does not tell its type");
    require(args.get(1) instanceof Long, "a tensor whose offset is no number");
    long[] shape = NumpyArray.longs(args.get(2), "the shape of a tensor");
    long[] strides = NumpyArray.longs(args.get(3), "the strides of a tensor");
    try {
      return HostTensor.view(type, shape, strides, (Long) args.get(1), storage.storage());
    } catch (IllegalArgumentException e) {
      throw new PickleException(e.getMessage());
    }
  }
}
