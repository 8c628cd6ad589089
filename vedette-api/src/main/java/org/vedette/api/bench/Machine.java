package org.vedette.api.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.vedette.tensor.TorchInfo;
import tools.jackson.core.JsonGenerator;

/**
 * Where a measurement was taken.
 *
 * @param cpu the processor's name, or its architecture where the system does not tell
 * @param cores processors of this JVM
 * @param os the operating system
 * @param java the JVM's version
 */
record Machine(String cpu, int cores, String os, String java) {
  private static final int BYTES_PER_KIB = 1024;

  static Machine here() {
    String cpu = line(Path.of("/proc/cpuinfo"), "model name");
    return new Machine(
        cpu == null ? System.getProperty("os.arch") : cpu,
        Runtime.getRuntime().availableProcessors(),
        System.getProperty("os.name") + " " + System.getProperty("os.version"),
        System.getProperty("java.vm.name") + " " + System.getProperty("java.version"));
  }

  /** Writes what a report says of where it was made, under two keys. */
  void write(JsonGenerator json, String version) {
    json.writeObjectPropertyStart("machine");
    json.writeStringProperty("cpu", cpu);
    json.writeNumberProperty("cores", cores);
    json.writeStringProperty("os", os);
    json.writeEndObject();
    json.writeObjectPropertyStart("versions");
    json.writeStringProperty("vedette", version);
    try {
      json.writeStringProperty("pytorch", TorchInfo.version());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    json.writeStringProperty("java", java);
    json.writeEndObject();
  }

  /**
   * The most memory that this process has held at once, in bytes; -1 where the system does not
   * tell.
   */
  static long peakMemory() {
    String text = line(Path.of("/proc/self/status"), "VmHWM");
    return text == null ? -1 : Long.parseLong(text.replaceAll("\\D", "")) * BYTES_PER_KIB;
  }

  /** The value of the first {@code name : value} line; null where there is none. */
  private static String line(Path file, String name) {
    if (!Files.isReadable(file)) {
      return null;
    }
    try {
      List<String> lines = Files.readAllLines(file);
      return lines.stream()
          .filter(line -> line.startsWith(name))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(null);
    } catch (IOException e) {
      return null;
    }
  }
}
