package org.vedette.base;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assertions;
import org.opentest4j.TestAbortedException;

/** Finds the reference numbers and real data that lie beside the project. */
public final class SharedData {
  private SharedData() {}

  /**
   * The path of a file or folder of the shared data. Where it is absent the test is skipped, saying
   * so; with {@code CI=true} it fails.
   */
  public static Path require(String relative) {
    Path path = root().resolve(relative);
    if (!Files.exists(path)) {
      String reason = "needs " + path.toAbsolutePath().normalize() + " (-Dvedette.shared=DIR)";
      if ("true".equals(System.getenv("CI"))) {
        Assertions.fail(reason);
      }
      System.err.println("SKIPPED: " + reason);
      throw new TestAbortedException(reason);
    }
    return path;
  }

  private static Path root() {
    String property = System.getProperty("vedette.shared");
    String environment = System.getenv("VEDETTE_SHARED");
    if (environment != null && (property == null || !Files.exists(Path.of(property)))) {
      return Path.of(environment);
    }
    return Path.of(property != null ? property : "../../shared");
  }
}
