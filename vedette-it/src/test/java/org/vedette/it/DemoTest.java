package org.vedette.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The newcomer's first command, in its short form. */
class DemoTest {
  private static final String HOME = "vedette.home";

  /** What a detector that has learnt nothing is far from: untrained, AP is 0.00. */
  private static final double FLOOR = 0.15;

  @TempDir private Path folder;
  private String before;

  @BeforeEach
  void standAtHome() {
    before = System.getProperty(HOME);
    System.setProperty(HOME, System.getProperty("vedette.root"));
  }

  @AfterEach
  void goBack() {
    if (before == null) {
      System.clearProperty(HOME);
    } else {
      System.setProperty(HOME, before);
    }
  }

  @Test
  void quickDemoLearnsShapesAndExplainsItself() throws IOException {
    CommandRun run = CommandRun.of("demo", "--quick", "--dir", folder.toString());

    assertThat(run.exit()).as(run.err()).isZero();
    Matcher ap = Pattern.compile("AP (0\\.\\d+), AP50").matcher(run.out());
    assertThat(ap.find()).as(run.out()).isTrue();
    assertThat(Double.parseDouble(ap.group(1))).isGreaterThan(FLOOR);
    String page = Files.readString(report());
    assertThat(page).contains("<svg").contains("Learning rate").contains("Precision over recall");
    // Self-contained: nothing is fetched from anywhere.
    assertThat(page).doesNotContainPattern("(src|href)=\"https?:");
    assertThat(folder.resolve("quick/run/last_checkpoint")).exists();
  }

  private Path report() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.endsWith("index.html")).findFirst().orElseThrow();
    }
  }
}
