package org.vedette.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResumePlaceTest {
  @TempDir private Path folder;

  /** The iteration of a resumed run of 4 epochs. */
  private long stands(boolean byEpoch, Integer before, int now, int epoch, long iteration) {
    Run run = RunFixtures.run(folder);
    Run.Span span = new Run.Span(byEpoch, 4, 4L * now, now);
    if (before != null) {
      RunFixtures.standing(run, new Run.Span(byEpoch, 4, 4L * before, before), 0, 0);
      ResumePlace.begin(run);
    }
    RunFixtures.standing(run, span, 0, 0);
    ResumePlace.stand(run, epoch, iteration);
    run.log().close();
    assertThat(run.epoch()).isEqualTo(epoch);
    return run.iteration();
  }

  @Test
  void aRunOfTheSameEpochsStandsWhereItWasSaved() {
    assertThat(stands(true, 6, 6, 1, 6)).isEqualTo(6);
    assertThat(stands(true, 6, 6, 1, 8)).isEqualTo(8);
    assertThat(stands(true, 6, 6, 1, 12)).as("saved before the epoch ended").isEqualTo(12);
  }

  @Test
  void anEpochOfAnotherLengthBeginsAnew() {
    assertThat(stands(true, 4, 2, 1, 4)).isEqualTo(2);
    assertThat(stands(true, 4, 8, 1, 4)).isEqualTo(8);
    assertThat(stands(true, 4, 3, 1, 5)).isEqualTo(3);
  }

  @Test
  void aRunThatDoesNotTellIsJudgedByItsIteration() {
    assertThat(stands(true, null, 4, 1, 4)).isEqualTo(4);
    assertThat(stands(true, null, 4, 1, 6)).isEqualTo(6);
    assertThat(stands(true, null, 2, 1, 4)).isEqualTo(2);
    assertThat(stands(true, null, 8, 1, 4)).isEqualTo(8);
  }

  @Test
  void aRunByIterationsGoesOnAtItsIteration() {
    assertThat(stands(false, 4, 2, 0, 7)).isEqualTo(7);
  }
}
