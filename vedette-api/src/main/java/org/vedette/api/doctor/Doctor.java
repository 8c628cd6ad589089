package org.vedette.api.doctor;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.vedette.api.bench.PeerRuntime;
import org.vedette.base.VedetteException;
import org.vedette.tensor.TorchInfo;
import org.vedette.tensor.plan.PlannedForward;

/**
 * Looks at all that Vedette needs from its machine: the JDK, the native libraries, their cache,
 * threads, GPUs.
 */
public final class Doctor {
  private static final long GIB = 1L << 30;

  private final List<Finding> findings = new ArrayList<>();

  private Doctor() {}

  /** Examines this machine; takes a second or two, as it loads every native library. */
  public static List<Finding> examine() {
    Doctor doctor = new Doctor();
    doctor.java();
    doctor.memory();
    doctor.cache();
    doctor.libtorch();
    doctor.plans();
    doctor.opencv();
    doctor.gpu();
    doctor.optional();
    doctor.findings.add(
        Finding.ok(
            "fonts", "text is drawn with built-in vector letters; no system font is needed"));
    return List.copyOf(doctor.findings);
  }

  private void java() {
    int version = Runtime.version().feature();
    String detail =
        System.getProperty("java.vendor")
            + " "
            + Runtime.version()
            + " at "
            + System.getProperty("java.home");
    findings.add(
        version >= 17
            ? Finding.ok("JDK", detail)
            : Finding.bad("JDK", detail, "Vedette needs version 17 or later"));
    findings.add(
        Finding.ok("platform", Loader.getPlatform() + ", " + System.getProperty("os.version")));
  }

  private void memory() {
    Runtime runtime = Runtime.getRuntime();
    findings.add(
        Finding.ok(
            "processors and heap",
            runtime.availableProcessors()
                + " processors, heap up to "
                + runtime.maxMemory() / (GIB / 1024)
                + " MiB"));
    String limit = System.getProperty("org.bytedeco.javacpp.maxphysicalbytes");
    if (!"0".equals(limit)) {
      findings.add(
          Finding.note(
              "JavaCPP limits",
              "org.bytedeco.javacpp.maxphysicalbytes is not 0",
              "start Java with -Dorg.bytedeco.javacpp.maxphysicalbytes=0 -Dorg.bytedeco.javacpp.maxbytes=0, as the "
                  + "launcher does: the default limit counts memory that is not Java's"));
    }
  }

  private void cache() {
    try {
      File cache = Loader.getCacheDir();
      long free = cache.getUsableSpace();
      String detail =
          cache + ", " + megabytes(cache.toPath()) + " MiB used, " + free / GIB + " GiB free";
      if (!Files.isWritable(cache.toPath())) {
        findings.add(
            Finding.bad(
                "native cache",
                detail + ", not writable",
                "make it writable, or name another with " + "-Dorg.bytedeco.javacpp.cachedir=DIR"));
      } else if (free < GIB) {
        findings.add(
            Finding.bad("native cache", detail, "the libraries need 1 GiB; free some space"));
      } else {
        findings.add(Finding.ok("native cache", detail));
      }
    } catch (IOException e) {
      findings.add(
          Finding.bad(
              "native cache",
              e.toString(),
              "name a folder with -Dorg.bytedeco.javacpp.cachedir=DIR"));
    }
  }

  private static long megabytes(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum()
          >> 20;
    }
  }

  private void libtorch() {
    try {
      findings.add(
          Finding.ok(
              "libtorch",
              TorchInfo.version()
                  + (TorchInfo.hasCuda() ? " with CUDA" : " for CPU")
                  + ", oneDNN "
                  + (TorchInfo.hasOneDnn() ? "on" : "off")));
      findings.add(
          Finding.ok(
              "threads", TorchInfo.threads() + " for each operation (VEDETTE_THREADS changes it)"));
    } catch (VedetteException | LinkageError | IOException e) {
      findings.add(
          Finding.bad("libtorch", String.valueOf(e.getMessage()), nativeAdvice("pytorch")));
    }
  }

  /** Networks run without plans, too, only slower. */
  private void plans() {
    findings.add(
        PlannedForward.oneDnnVersion()
            .map(version -> Finding.ok("oneDNN of plans", version))
            .orElseGet(() -> Finding.note("oneDNN of plans", "not found", nativeAdvice("dnnl"))));
  }

  private void opencv() {
    try {
      Loader.load(opencv_imgcodecs.class);
      findings.add(Finding.ok("OpenCV", opencv_core.CV_VERSION));
    } catch (LinkageError e) {
      findings.add(Finding.bad("OpenCV", String.valueOf(e.getMessage()), nativeAdvice("opencv")));
    }
  }

  private static String nativeAdvice(String artifact) {
    return "check that org.bytedeco:"
        + artifact
        + " for "
        + Loader.getPlatform()
        + " is on the class path, that the C library is glibc 2.28 or later, and empty the native cache";
  }

  private void gpu() {
    boolean driver = Files.exists(Path.of("/dev/nvidia0"));
    int devices = 0;
    boolean cudaBuild = false;
    try {
      devices = TorchInfo.cudaDevices();
      cudaBuild = TorchInfo.hasCuda();
    } catch (VedetteException | LinkageError e) {
      driver = false;
    }
    if (devices > 0) {
      findings.add(Finding.ok("GPU", devices + " CUDA devices"));
    } else if (driver && !cudaBuild) {
      findings.add(
          Finding.note(
              "GPU",
              "there is an NVIDIA GPU, but this is a CPU build",
              "build with: mvn -Pcuda package"));
    } else if (driver) {
      findings.add(
          Finding.bad(
              "GPU",
              "libtorch has CUDA but sees no device",
              "install the CUDA 13 libraries (cudart, cublas, "
                  + "cudnn 9, nccl) or check the driver with nvidia-smi"));
    } else {
      findings.add(Finding.ok("GPU", "none; Vedette runs on the CPU"));
    }
  }

  private void optional() {
    for (PeerRuntime peer : ServiceLoader.load(PeerRuntime.class)) {
      try {
        findings.add(Finding.ok("optional", peer.name()));
      } catch (LinkageError e) {
        findings.add(
            Finding.note("optional", "ONNX Runtime cannot be loaded: " + e.getMessage(), ""));
      }
    }
  }
}
