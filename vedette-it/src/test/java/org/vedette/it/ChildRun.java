package org.vedette.it;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A command in a JVM of its own, which may be killed. */
final class ChildRun {
  private ChildRun() {}

  /** Where the JVM says how it crashed, if it does. */
  static Path crashReport(Path output) {
    return output.resolveSibling("hs_err.log");
  }

  /** Starts a command; its output goes to a file. */
  static Process start(Path output, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Dorg.bytedeco.javacpp.maxphysicalbytes=0",
            "-Dorg.bytedeco.javacpp.maxbytes=0",
            "-XX:+UseSerialGC",
            "-XX:ErrorFile=" + crashReport(output),
            "-cp",
            System.getProperty("java.class.path"),
            "org.vedette.cli.Main"));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
        .start();
  }
}
