package org.vedette.engine.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ValidationTimesTest {
  private static List<Integer> times(ValidationTimes times, int end) {
    return IntStream.rangeClosed(1, end).filter(times::after).boxed().toList();
  }

  @Test
  void everyIntervalAndAfterTheLast() {
    assertThat(times(new ValidationTimes(1, 3, null, 8), 8)).containsExactly(3, 6, 8);
  }

  @Test
  void notBeforeTheBegin() {
    assertThat(times(new ValidationTimes(5, 2, null, 9), 9)).containsExactly(6, 8, 9);
  }

  @Test
  void aMilestoneChangesTheIntervalForTheEpochThatFollows() {
    // YOLOX: every 10 epochs, from epoch 8 on every one.
    ValidationTimes times = new ValidationTimes(1, 10, List.of(new int[] {8, 1}), 12);
    assertThat(times(times, 12)).containsExactly(7, 8, 9, 10, 11, 12);
  }

  @Test
  void milestonesThatDoNotRiseAreRefused() {
    List<int[]> falling = List.of(new int[] {8, 1}, new int[] {8, 2});
    assertThatThrownBy(() -> new ValidationTimes(1, 10, falling, 12))
        .hasMessageContaining("rising milestones");
  }
}
