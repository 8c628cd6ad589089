package org.vedette.tensor;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.vedette.base.CheckpointException;
import org.vedette.tensor.checkpoint.Checkpoint;
import org.vedette.tensor.checkpoint.ElementType;
import org.vedette.tensor.checkpoint.HostTensor;
import org.vedette.tensor.checkpoint.LoadReport;

/**
 * Copies the tensors of a checkpoint into the parameters and buffers of the same names, and tensors
 * to what a checkpoint holds.
 */
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
    return load(model, checkpoint.stateDict(), checkpoint.name(), strict);
  }

  /**
   * Loads what fits of some weights.
   *
   * @param file where they are from, for messages
   * @see #load(Layer, Checkpoint, boolean)
   */
  public static LoadReport load(
      Layer model, Map<String, HostTensor> weights, String file, boolean strict) {
    LoadReport report = compare(model, weights, file);
    if (strict) {
      report.requireComplete();
    }
    if (!report.misShaped().isEmpty()) {
      throw new CheckpointException(file + ": the weights do not fit the model\n" + report);
    }
    copy(model, weights, report);
    return report;
  }

  /**
   * Loads what fits and leaves out what has another shape, such as the last layer of a detector for
   * other classes: the start of fine-tuning.
   *
   * @throws CheckpointException when nothing fits
   */
  public static LoadReport loadMatching(Layer model, Map<String, HostTensor> weights, String file) {
    LoadReport report = compare(model, weights, file);
    copy(model, weights, report);
    return report;
  }

  private static LoadReport compare(Layer model, Map<String, HostTensor> weights, String file) {
    Map<String, long[]> shapes = new LinkedHashMap<>();
    model.state().forEach((name, param) -> shapes.put(name, param.shape()));
    Map<String, long[]> found = new LinkedHashMap<>();
    weights.forEach((name, tensor) -> found.put(name, tensor.shape()));
    return LoadReport.compare(file, shapes, found);
  }

  private static void copy(Layer model, Map<String, HostTensor> weights, LoadReport report) {
    if (report.loaded().isEmpty()) {
      throw new CheckpointException(
          report.file() + ": the weights do not fit the model\n" + report);
    }
    Map<String, Param> state = model.state();
    for (String name : report.loaded()) {
      copy(weights.get(name), state.get(name));
    }
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

  /** A copy of a tensor, from any device and layout, as a checkpoint holds it. */
  public static HostTensor toHost(Tensor tensor) {
    try (TensorScope scope = TensorScope.open()) {
      Tensor plain = Ops.to(tensor.detach(), Device.CPU).contiguous();
      ElementType type = ElementType.valueOf(DType.of(plain).name());
      ByteBuffer data = ByteBuffer.allocateDirect(Math.toIntExact(plain.numel() * type.bytes()));
      data.order(ByteOrder.LITTLE_ENDIAN);
      if (data.hasRemaining()) {
        data.put((ByteBuffer) Tensors.memory(plain)).flip();
      }
      return HostTensor.of(type, data, Tensors.shape(plain));
    }
  }

  private static void copy(HostTensor from, Param to) {
    try (TensorScope scope = TensorScope.open()) {
      to.copyFrom(toTensor(from));
    }
  }
}
