package org.vedette.engine.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vedette.config.component.Binder;
import org.vedette.config.component.Registry;

class RunLogTest {
  @TempDir private Path folder;

  private RunLog log() {
    Clock clock = Clock.fixed(Instant.parse("2026-11-20T11:03:00Z"), ZoneOffset.UTC);
    return new RunLog(folder.resolve("20261120_110300/run.log"), clock);
  }

  private List<String> lines() throws IOException {
    return Files.readAllLines(folder.resolve("20261120_110300/run.log"));
  }

  @Test
  void linesAreThoseOfMmengine() throws IOException {
    try (RunLog log = log()) {
      log.info("No mosaic and mixup aug now!");
      log.warn("{} of {}", 1, "two");
    }
    assertThat(lines())
        .containsExactly(
            "2026/11/20 11:03:00 - mmengine - INFO - No mosaic and mixup aug now!",
            "2026/11/20 11:03:00 - mmengine - WARNING - 1 of two");
  }

  @Test
  void aLineIsOnDiskBeforeTheLogIsClosed() throws IOException {
    RunLog log = log();
    log.info("here");
    assertThat(lines()).hasSize(1);
    log.close();
    log.info("again");
    assertThat(lines()).hasSize(2);
    log.close();
  }

  @Test
  void bracesInAMessageWithoutArgumentsStayAsTheyAre() throws IOException {
    try (RunLog log = log()) {
      log.info("a = {}");
    }
    assertThat(lines().get(0)).endsWith("a = {}");
  }

  @Test
  void whatIsLessGraveThanTheLevelIsLeftOut() throws IOException {
    try (RunLog log = log()) {
      log.debug("unseen");
      log.level(LogLevel.ERROR);
      log.warn("unseen, too");
      log.error("seen");
    }
    assertThat(lines()).hasSize(1).first().asString().endsWith("ERROR - seen");
  }

  @Test
  void aListenerHearsWhatWasLoggedBeforeItCame() {
    List<String> heard = new ArrayList<>();
    try (RunLog log = log()) {
      log.info("first");
      log.listen(line -> heard.add(line.message()));
      log.info("second");
    }
    assertThat(heard).containsExactly("first", "second");
  }

  @Test
  void levelsHavePythonsNames() {
    Binder binder = new Binder(Registry.load());
    assertThat(binder.bind(LogLevel.class, "'warn'")).isEqualTo(LogLevel.WARNING);
    assertThat(binder.bind(LogLevel.class, "'INFO'")).isEqualTo(LogLevel.INFO);
    assertThatThrownBy(() -> binder.bind(LogLevel.class, "'LOUD'"))
        .hasMessageContaining("DEBUG, INFO, WARNING, ERROR");
  }
}
