package org.vedette.tensor;

import java.io.IOException;
import java.util.function.Supplier;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.pytorch.global.torch;

/** What the libtorch of this JVM is and can do. */
public final class TorchInfo {
  private TorchInfo() {}

  /** The version of libtorch and of its binding, such as {@code 2.10.0-1.5.13}. */
  public static String version() throws IOException {
    NativeLibrary.load();
    return Loader.getVersion("org.bytedeco", "pytorch");
  }

  /** How many threads one operation uses. */
  public static int threads() {
    NativeLibrary.load();
    return torch.get_num_threads();
  }

  /** Does some work with a number of threads for each operation, then has as many as before. */
  public static <T> T withThreads(int count, Supplier<T> work) {
    int before = threads();
    torch.set_num_threads(count);
    try {
      return work.get();
    } finally {
      torch.set_num_threads(before);
    }
  }

  /** How many CUDA devices this build sees; 0 for a CPU build. */
  public static int cudaDevices() {
    NativeLibrary.load();
    return torch.cuda_is_available() ? torch.cuda_device_count() : 0;
  }

  /** Whether this is a build with CUDA. */
  public static boolean hasCuda() {
    NativeLibrary.load();
    return torch.hasCUDA();
  }

  /** Whether convolutions run through oneDNN. */
  public static boolean hasOneDnn() {
    NativeLibrary.load();
    return torch.hasMKLDNN();
  }

  /**
   * Sets how a GPU's convolutions are chosen.
   *
   * @param benchmark whether cuDNN tries out what is fastest
   * @param deterministic whether only what gives the same result each time is used
   */
  public static void useCudnn(boolean benchmark, boolean deterministic) {
    NativeLibrary.load();
    torch.globalContext().setBenchmarkCuDNN(benchmark && !deterministic);
    torch.globalContext().setDeterministicCuDNN(deterministic);
    torch.globalContext().setDeterministicAlgorithms(deterministic, true);
  }
}
