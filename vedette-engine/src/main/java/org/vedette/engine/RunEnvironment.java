package org.vedette.engine;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.vedette.base.DataException;
import org.vedette.data.image.OpenCv;
import org.vedette.tensor.TorchInfo;

/** What a run runs on. */
public final class RunEnvironment {
  private RunEnvironment() {}

  /** Facts of the machine, the libraries and the run, by name, in the order to print. */
  public static Map<String, String> of(Run run) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put(
        "Platform",
        System.getProperty("os.name")
            + " "
            + System.getProperty("os.version")
            + " "
            + System.getProperty("os.arch"));
    facts.put(
        "Java",
        System.getProperty("java.vendor") + " " + System.getProperty("java.runtime.version"));
    Runtime runtime = Runtime.getRuntime();
    facts.put("Processors", String.valueOf(runtime.availableProcessors()));
    facts.put("Java heap", "up to " + (runtime.maxMemory() >> 20) + " MiB");
    String version = RunEnvironment.class.getPackage().getImplementationVersion();
    facts.put("Vedette", version == null ? "development" : version);
    try {
      facts.put("libtorch", TorchInfo.version());
    } catch (IOException e) {
      throw new DataException("the version of libtorch cannot be read", e);
    }
    facts.put("oneDNN", String.valueOf(TorchInfo.hasOneDnn()));
    facts.put("OpenCV", OpenCv.version());
    facts.put("CUDA devices", String.valueOf(TorchInfo.cudaDevices()));
    facts.put("Device", run.device().toString());
    facts.put("Threads per operation", String.valueOf(TorchInfo.threads()));
    facts.put("Seed", String.valueOf(run.settings().seed()));
    return facts;
  }
}
