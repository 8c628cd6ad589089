package org.vedette.tensor;

import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.vedette.base.CheckpointException;
import org.vedette.tensor.checkpoint.Checkpoint;
import org.vedette.tensor.checkpoint.HostTensor;
import org.vedette.tensor.checkpoint.LoadReport;

/** Copies the tensors of a checkpoint into the parameters and buffers of the same names. */
public final class StateLoader {
  private StateLoader() {}

  /**
   * Loads what fits.
   *
   * @param strict whether a missing or unexpected tensor is an error, too
   * @return what was loaded and what was not
   * @throws CheckpointException when a tensor has another shape in the model, when nothing fits, or
   *     by {@code strict}; the model is as it was then
   */
  public static LoadReport load(Layer model, Checkpoint checkpoint, boolean strict) {
    Map<String, Param> state = model.state();
    Map<String, long[]> shapes = new LinkedHashMap<>();
    state.forEach((name, param) -> shapes.put(name, param.shape()));
    LoadReport report = LoadReport.compare(checkpoint, shapes);
    if (strict) {
      report.requireComplete();
    }
    if (!report.misShaped().isEmpty() || report.loaded().isEmpty()) {
      throw new CheckpointException(
          checkpoint.name() + ": the weights do not fit the model\n" + report);
    }
    Map<String, HostTensor> weights = checkpoint.stateDict();
    for (String name : report.loaded()) {
      copy(weights.get(name), state.get(name));
    }
    return report;
  }

  /** A tensor on the CPU with a copy of a checkpoint's. */
  public static Tensor toTensor(HostTensor host) {
    for (DType type : DType.values()) {
      if (type.name().equals(host.type().name())) {
        return Tensors.of(host.data(), type, host.shape());
      }
    }
    throw new CheckpointException(
        "elements of type " + host.type() + " cannot be loaded into a model");
  }

  private static void copy(HostTensor from, Param to) {
    try (TensorScope scope = TensorScope.open()) {
      to.copyFrom(toTensor(from));
    }
  }
}
