package org.vedette.tensor;

import java.io.IOException;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.pytorch.global.torch;
import org.vedette.base.TensorException;

/**
 * Loads libtorch, once, in the order that works. Every entry point of this module comes here first;
 * nothing else may.
 *
 * <p>JavaCPP extracts libraries one by one on first use, and libtorch.so opens libtorch_cpu.so
 * before that one is extracted: with an empty cache the JVM would crash. Extracting it first is the
 * cure.
 */
public final class NativeLibrary {
  private static volatile boolean loaded;

  private NativeLibrary() {}

  /** Makes libtorch usable in this JVM. Cheap after the first call. */
  public static void load() {
    if (!loaded) {
      loadOnce();
    }
  }

  private static synchronized void loadOnce() {
    if (loaded) {
      return;
    }
    String platform = Loader.getPlatform();
    String resource = "/org/bytedeco/pytorch/" + platform + "/libtorch_cpu.so";
    try {
      if (platform.startsWith("linux")
          && Loader.cacheResource(resource) == null
          && Loader.cacheResource(resource.replace(platform, platform + "-gpu")) == null) {
        throw new TensorException(
            "libtorch for "
                + platform
                + " is not on the class path; expected "
                + "org.bytedeco:pytorch with classifier "
                + platform);
      }
      Loader.load(torch.class);
      torch.set_num_threads(Threads.compute());
      NativeWork.ofThisJvm().guardExit();
      loaded = true;
    } catch (IOException | UnsatisfiedLinkError e) {
      throw new TensorException(
          "libtorch cannot be loaded on "
              + platform
              + ": "
              + e.getMessage()
              + "; 'vedette doctor' tells what is missing",
          e);
    }
  }
}
