package org.vedette.tensor;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.pytorch.Tensor;
import org.vedette.tensor.checkpoint.ElementType;
import org.vedette.tensor.checkpoint.HostTensor;

/** Copies tensors into plain memory, as checkpoints hold them. */
public final class HostCopy {
  private HostCopy() {}

  /** A copy of a tensor of any device and layout, row by row. */
  public static HostTensor of(Tensor tensor) {
    try (TensorScope scope = TensorScope.open()) {
      Tensor plain = Ops.to(tensor.detach(), Device.CPU).contiguous();
      int bytes = Math.toIntExact(plain.numel() * DType.of(plain).bytes());
      ByteBuffer copy = ByteBuffer.allocateDirect(bytes).order(ByteOrder.LITTLE_ENDIAN);
      if (bytes > 0) {
        copy.put(new BytePointer(plain.data_ptr()).capacity(bytes).asBuffer());
        copy.flip();
      }
      return HostTensor.of(
          ElementType.valueOf(DType.of(plain).name()), copy, Tensors.shape(plain));
    }
  }

  /** Copies of all parameters and buffers of a layer, by their full names. */
  public static Map<String, HostTensor> state(Layer layer) {
    Map<String, HostTensor> copies = new LinkedHashMap<>();
    layer.state().forEach((name, param) -> copies.put(name, of(param.get())));
    return copies;
  }
}
