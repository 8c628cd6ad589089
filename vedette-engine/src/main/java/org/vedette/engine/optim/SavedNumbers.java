package org.vedette.engine.optim;

import java.util.List;
import org.vedette.base.CheckpointException;
import org.vedette.tensor.StateLoader;
import org.vedette.tensor.TensorScope;
import org.vedette.tensor.Tensors;
import org.vedette.tensor.checkpoint.HostTensor;

/** Reads numbers of a checkpoint, which PyTorch writes plainly or as tensors of one element. */
final class SavedNumbers {
  private SavedNumbers() {}

  /** A number, whichever way it was saved; {@code what} it is, for the message. */
  static double of(Object value, String what) {
    if (value instanceof Number number) {
      return number.doubleValue();
    }
    if (value instanceof HostTensor host && host.numel() == 1) {
      try (TensorScope scope = TensorScope.open()) {
        return Tensors.toDoubles(StateLoader.toTensor(host))[0];
      }
    }
    throw new CheckpointException(what + ": expected a number, got " + value);
  }

  /** A setting of a group: a tensor of one element becomes its number, all else stays. */
  static Object plain(Object value) {
    if (value instanceof HostTensor host && host.numel() == 1) {
      return of(host, "");
    }
    if (value instanceof HostTensor host) {
      throw new CheckpointException("a setting of the optimizer is a tensor: " + host);
    }
    return value;
  }

  /** A whole number, such as the index of a parameter. */
  static int index(Object value, String what) {
    if (value instanceof Long number && number >= 0 && number <= Integer.MAX_VALUE) {
      return number.intValue();
    }
    throw new CheckpointException(what + ": expected an index, got " + value);
  }

  /** A list. */
  static List<?> list(Object value, String what) {
    if (value instanceof List<?> list) {
      return list;
    }
    throw new CheckpointException(what + ": expected a list, got " + value);
  }
}
