package org.vedette.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LiveLineTest {
  private static LiveLine.State state(long done) {
    Map<String, String> figures = new LinkedHashMap<>();
    figures.put("loss", "2.310");
    figures.put("lr", "1.00e-03");
    return new LiveLine.State("epoch 3/40", done, 120, 200, figures);
  }

  @Test
  void aStateIsATaskABarTheTimeToComeAndFigures() {
    assertThat(state(60).text(200))
        .isEqualTo(
            "epoch 3/40 [============>           ] 60/120  eta 3:20  loss 2.310  lr 1.00e-03");
    assertThat(state(120).text(200)).contains("[========================] 120/120");
    assertThat(new LiveLine.State("val", 0, 4, 7384, Map.of()).text(99))
        .isEqualTo("val [>                       ] 0/4  eta 2:03:04");
  }

  @Test
  void figuresThatDoNotFitAreLeftOut() {
    assertThat(state(60).text(72)).endsWith("eta 3:20  loss 2.310");
    assertThat(state(60).text(10)).isEqualTo("epoch 3/40");
  }

  @Test
  void linesAreMovedAboveTheLiveOne() {
    StringWriter text = new StringWriter();
    try (LiveLine line = new LiveLine(new PrintWriter(text), () -> 60)) {
      line.above("first");
      line.show(state(1));
      line.above("second");
    }
    String shown = state(1).text(59);
    assertThat(text.toString().replace(System.lineSeparator(), "\n"))
        .isEqualTo("first\n\r\u001b[K" + shown + "\r\u001b[Ksecond\n" + shown + "\r\u001b[K");
  }

  @Test
  void statesInQuickSuccessionAreShownOnce() {
    StringWriter text = new StringWriter();
    LiveLine line = new LiveLine(new PrintWriter(text), () -> 60);
    line.show(state(1));
    line.show(state(2));
    line.show(state(120));
    assertThat(text.toString()).contains(" 1/120").doesNotContain(" 2/120").contains("120/120");
  }
}
