package org.vedette.tensor;

import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.DeviceType;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Lets convolutions and matrix products on a device run in half precision on this thread until
 * closed; weights stay as they are, and what needs more precision keeps it. The backward pass
 * belongs outside.
 */
public final class Autocast implements AutoCloseable {
  private final DeviceType device;
  private final boolean enabledBefore;
  private final ScalarType typeBefore;

  private Autocast(DeviceType device, DType type) {
    this.device = device;
    enabledBefore = torch.is_autocast_enabled(device);
    typeBefore = torch.get_autocast_dtype(device);
    torch.set_autocast_enabled(device, true);
    torch.set_autocast_dtype(device, type.scalarType());
    torch.increment_nesting();
  }

  /**
   * Switches it on; use it in a try-with-resources statement.
   *
   * @param cuda whether for GPUs; else for the CPU
   * @param type FLOAT16 or BFLOAT16
   */
  public static Autocast open(boolean cuda, DType type) {
    NativeLibrary.load();
    if (type != DType.FLOAT16 && type != DType.BFLOAT16) {
      throw new IllegalArgumentException(type + ": expected float16 or bfloat16");
    }
    return new Autocast(cuda ? DeviceType.CUDA : DeviceType.CPU, type);
  }

  @Override
  public void close() {
    if (torch.decrement_nesting() == 0) {
      // Casts of weights are kept while it is open; the weights change before the next time.
      torch.clear_cache();
    }
    torch.set_autocast_enabled(device, enabledBefore);
    torch.set_autocast_dtype(device, typeBefore);
  }
}
