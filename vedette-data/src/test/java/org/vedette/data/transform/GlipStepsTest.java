package org.vedette.data.transform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vedette.base.RandomSource;
import org.vedette.data.Sample;
import org.vedette.data.TinyCoco;

/** Steps for boxes whose last pixel counts; the one here is x 2 to 10, y 2 to 10, of 24 x 16. */
class GlipStepsTest {
  @TempDir private Path folder;

  @BeforeEach
  void writeData() throws IOException {
    TinyCoco.write(folder, 1);
  }

  private float[] boxes(String step) {
    String steps = TinyCoco.LOADING + ", dict(" + step + ")";
    try (Sample sample =
        TinyCoco.build(TinyCoco.literal(folder, steps)).sample(0, RandomSource.at(1))) {
      return sample.truths().boxes();
    }
  }

  @Test
  void onlyAHorizontalFlipMovesBoxesFurther() {
    assertThat(boxes("type='RandomFlip_GLIP', prob=1.0")).containsExactly(13, 2, 21, 10);
    assertThat(boxes("type='RandomFlip_GLIP', prob=1.0, direction='vertical'"))
        .containsExactly(2, 6, 10, 14);
    assertThat(boxes("type='RandomFlip_GLIP', prob=0.0")).containsExactly(2, 2, 10, 10);
  }

  @Test
  void bordersNameTheLastPixel() {
    assertThat(boxes("type='GTBoxSubOne_GLIP'")).containsExactly(2, 2, 9, 9);
  }
}
