package org.vedette.tensor;

import java.util.function.Supplier;
import org.bytedeco.pytorch.global.torch;
import org.vedette.base.VedetteException;

/**
 * Where tensors live.
 *
 * @param type "cpu", "cuda" or "meta" (shapes without memory)
 * @param index the number of the device; 0 for cpu and meta
 */
public record Device(String type, int index) {
  /** The processor's memory. */
  public static final Device CPU = new Device("cpu", 0);

  /** Shapes without memory. */
  public static final Device META = new Device("meta", 0);

  private static final ThreadLocal<Device> BUILDING = ThreadLocal.withInitial(() -> CPU);

  /** Reads {@code cpu}, {@code cuda} or {@code cuda:N}, and checks that this machine has it. */
  public static Device parse(String text) {
    if (text.equals("cpu")) {
      return CPU;
    }
    if (!text.matches("cuda(:\\d{1,3})?")) {
      throw new VedetteException("--device " + text + ": expected cpu, cuda or cuda:N");
    }
    int index = text.length() > 4 ? Integer.parseInt(text.substring(5)) : 0;
    NativeLibrary.load();
    if ("-1".equals(System.getenv("CUDA_VISIBLE_DEVICES"))) {
      return CPU;
    }
    int count = torch.cuda_is_available() ? (int) torch.cuda_device_count() : 0;
    if (index >= count) {
      throw new VedetteException(
          "--device "
              + text
              + ": this build sees "
              + count
              + " CUDA devices; hint: build with "
              + "-Pcuda on a machine with CUDA 13, or use --device cpu");
    }
    return new Device("cuda", index);
  }

  /** The first GPU where this build and machine have one, else the processor. */
  public static Device best() {
    boolean hidden = "-1".equals(System.getenv("CUDA_VISIBLE_DEVICES"));
    return !hidden && TorchInfo.cudaDevices() > 0 ? new Device("cuda", 0) : CPU;
  }

  /** Where layers that are built on this thread put their parameters. */
  static Device building() {
    return BUILDING.get();
  }

  /**
   * Builds something with parameters on {@code device}; on {@link #META} nothing is allocated or
   * initialised.
   */
  public static <T> T building(Device device, Supplier<T> builder) {
    Device before = BUILDING.get();
    BUILDING.set(device);
    try {
      return builder.get();
    } finally {
      BUILDING.set(before);
    }
  }

  /** Whether this is the device without memory. */
  public boolean isMeta() {
    return type.equals("meta");
  }

  /** Whether this is a GPU. */
  public boolean isCuda() {
    return type.equals("cuda");
  }

  org.bytedeco.pytorch.Device torch() {
    NativeLibrary.load();
    return new org.bytedeco.pytorch.Device(toString());
  }

  @Override
  public String toString() {
    return isCuda() ? type + ":" + index : type;
  }
}
