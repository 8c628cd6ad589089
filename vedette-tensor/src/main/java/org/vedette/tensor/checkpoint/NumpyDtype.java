package org.vedette.tensor.checkpoint;

import java.nio.ByteOrder;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.vedette.base.pickle.PickleException;
import org.vedette.base.pickle.PyNode;
import org.vedette.base.pickle.PyTuple;

/**
 * A pickled {@code numpy.dtype}: its code such as {@code f4}, and the state with its byte order.
 */
final class NumpyDtype implements PyNode {
  private final String code;
  private PyTuple state = PyTuple.EMPTY;

  NumpyDtype(String code) {
    this.code = code.isEmpty() || "<>|=".indexOf(code.charAt(0)) < 0 ? code : code.substring(1);
    if (code.startsWith(">")) {
      state = PyTuple.of(3L, ">", null, null, null, -1L, -1L, 0L);
    }
  }

  /** Kind and size, without byte order. */
  String code() {
    return code;
  }

  /** The state to save: numpy wants one for every type. */
  PyTuple pickledState() {
    if (!state.isEmpty()) {
      return state;
    }
    boolean oneByte = elementType().map(type -> type.swapUnit() == 1).orElse(false);
    return PyTuple.of(3L, oneByte ? "|" : "<", null, null, null, -1L, -1L, 0L);
  }

  void setState(Object value) {
    if (!(value instanceof PyTuple tuple) || tuple.size() < 2) {
      throw new PickleException("the state of a numpy.dtype is malformed");
    }
    this.state = tuple;
  }

  ByteOrder order() {
    return state.size() > 1 && ">".equals(state.get(1))
        ? ByteOrder.BIG_ENDIAN
        : ByteOrder.LITTLE_ENDIAN;
  }

  /** The element type, when it is one of plain numbers. */
  Optional<ElementType> elementType() {
    return ElementType.ofNumpy(code);
  }

  @Override
  public Collection<?> children() {
    return List.of(state);
  }
}
