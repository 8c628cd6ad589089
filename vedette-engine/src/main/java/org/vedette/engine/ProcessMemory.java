package org.vedette.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** How much memory this process and its machine use, where the system tells: on Linux. */
public final class ProcessMemory {
  private static final Path MACHINE = Path.of("/proc/meminfo");
  private static final Path PROCESS = Path.of("/proc/self/status");

  private ProcessMemory() {}

  /** Whether the system tells. */
  public static boolean isKnown() {
    return Files.isReadable(PROCESS);
  }

  /** Memory that this process holds, native memory included, in MiB; 0 where it is not known. */
  public static long resident() {
    return megabytes(PROCESS, "VmRSS:");
  }

  /** A line of {@code /proc/meminfo}, such as {@code MemTotal:}, in MiB; 0 where it is missing. */
  public static long machine(String name) {
    return megabytes(MACHINE, name);
  }

  private static long megabytes(Path file, String name) {
    try {
      List<String> lines = Files.readAllLines(file);
      return lines.stream()
          .filter(line -> line.startsWith(name))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) >> 10)
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      return 0;
    }
  }
}
