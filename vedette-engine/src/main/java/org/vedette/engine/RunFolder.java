package org.vedette.engine;

import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/**
 * The folders of a run, as upstream lays them out.
 *
 * @param workDir checkpoints and {@code last_checkpoint}
 * @param timestamp when the run started, such as {@code 20260131_093000}
 * @param experimentName the config's name and the timestamp, or what {@code experiment_name} says
 */
public record RunFolder(Path workDir, String timestamp, String experimentName) {
  private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd_HHmmss");

  /** The folders of a run that starts now. */
  public static RunFolder now(Path workDir, String name) {
    String stamp = LocalDateTime.now(ZoneId.systemDefault()).format(STAMP);
    return new RunFolder(workDir, stamp, name + "_" + stamp);
  }

  /** Logs of this start of the run: {@code WORK_DIR/TIMESTAMP}. */
  public Path logDir() {
    return workDir.resolve(timestamp);
  }

  /** The text log. */
  public Path logFile() {
    return logDir().resolve(timestamp + ".log");
  }

  /** Scalars, the resolved config and pictures: {@code WORK_DIR/TIMESTAMP/vis_data}. */
  public Path visData() {
    return logDir().resolve("vis_data");
  }
}
