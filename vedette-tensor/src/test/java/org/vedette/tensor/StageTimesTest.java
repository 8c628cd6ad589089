package org.vedette.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.vedette.base.VedetteException;

class StageTimesTest {
  private static final class Part extends Layer {
    private Part inner;

    private Part with(String name) {
      inner = child(name, new Part());
      return inner;
    }
  }

  private final Part model = new Part();
  private final Part head = model.with("head");

  @Test
  void aPartsTimeIsWithoutThatOfThePartsWithinIt() {
    Part extractor = head.with("extractor");
    try (StageTimes times = StageTimes.open()) {
      String result =
          StageTimes.time(
              head,
              () -> {
                pause(5);
                String inner = StageTimes.time(extractor, () -> pause(60));
                return inner + StageTimes.time(head, "detect", () -> pause(20));
              });

      assertThat(result).isEqualTo("donedone");
      assertThat(times.isStep("head.detect")).isTrue();
      assertThat(times.isStep("head")).isFalse();
      Map<String, Double> millis = times.take();
      assertThat(millis.keySet()).containsExactly("head", "head.extractor", "head.detect");
      assertThat(millis.get("head.extractor")).isGreaterThanOrEqualTo(59);
      assertThat(millis.get("head.detect")).isGreaterThanOrEqualTo(19);
      assertThat(millis.get("head")).isBetween(4.0, 55.0);
      assertThat(times.take()).isEmpty();
    }
  }

  @Test
  void withoutAnybodyAskingTheWorkIsDoneAllTheSame() {
    assertThat(StageTimes.time(head, () -> 7)).isEqualTo(7);
    assertThat(StageTimes.time(head, "loss", () -> 8)).isEqualTo(8);
  }

  private static String pause(long millis) {
    try {
      TimeUnit.MILLISECONDS.sleep(millis);
      return "done";
    } catch (InterruptedException e) {
      throw new VedetteException("interrupted", e);
    }
  }
}
