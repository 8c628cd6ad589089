package org.vedette.data.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vedette.base.ConfigException;
import org.vedette.base.DataException;
import org.vedette.base.RandomSource;
import org.vedette.data.Sample;
import org.vedette.data.TinyCoco;

class MultiBranchTest {
  private static final String FIELD = "branch_field=['sup', 'unsup_teacher', 'unsup_student']";
  private static final String PACK = "dict(type='PackDetInputs')";

  @TempDir private Path folder;

  @BeforeEach
  void writeData() throws IOException {
    TinyCoco.write(folder, 2);
  }

  private Sample sample(String keys) {
    String step = ", dict(type='MultiBranch', " + FIELD + ", " + keys + ")";
    return TinyCoco.build(TinyCoco.literal(folder, TinyCoco.LOADING + step))
        .sample(0, RandomSource.at(3));
  }

  @Test
  void eachBranchGoesItsOwnWay() {
    String flip = "dict(type='RandomFlip', prob=1.0)";
    String resize = "dict(type='Resize', scale_factor=2.0)";
    try (Sample sample =
        sample("unsup_student=[%s, %s], unsup_teacher=[%s]".formatted(flip, PACK, resize))) {
      assertThat(sample.branches().keySet()).containsExactly("unsup_teacher", "unsup_student");
      Sample teacher = sample.branches().get("unsup_teacher");
      assertThat(teacher.image().width()).isEqualTo(48);
      assertThat(teacher.truths().boxes()).containsExactly(4, 4, 20, 20);
      Sample student = sample.branches().get("unsup_student");
      assertThat(student.image().width()).isEqualTo(24);
      assertThat(student.truths().boxes()).containsExactly(14, 2, 22, 10);
      assertThat(student.meta().flip()).isTrue();
    }
  }

  @Test
  void branchesDrawNumbersOfTheirOwn() {
    String steps = "dict(type='RandomResize', scale=(24, 16), ratio_range=(1.0, 9.0))";
    try (Sample sample = sample("unsup_teacher=%s, unsup_student=%s".formatted(steps, steps))) {
      assertThat(sample.branches().get("unsup_teacher").image().width())
          .isNotEqualTo(sample.branches().get("unsup_student").image().width());
    }
  }

  @Test
  void aSingleStepIsAPipelineToo() {
    try (Sample sample = sample("sup=" + PACK);
        Sample copy = sample.copy()) {
      assertThat(copy.branches().keySet()).containsExactly("sup");
      assertThat(copy.branches().get("sup").image().width()).isEqualTo(24);
      assertThatThrownBy(sample::toInput)
          .isInstanceOf(DataException.class)
          .hasMessageContaining("MultiBranch has made the branches sup");
    }
  }

  @Test
  void branchesThatTheRunDoesNotHaveAreRefused() {
    assertThatThrownBy(() -> sample("unsup_techer=" + PACK))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("branch 'unsup_techer' is not among branch_field")
        .hasMessageContaining("did you mean 'unsup_teacher'?");
    assertThatThrownBy(() -> sample("sup=[dict(type='PackDetInput')]"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("sup.0.type")
        .hasMessageContaining("did you mean 'PackDetInputs'?");
    assertThatThrownBy(() -> sample("")).hasMessageContaining("a pipeline is needed");
    assertThatThrownBy(() -> sample("sup=dict(type='CachedMosaic', img_scale=(24, 24))"))
        .hasMessageContaining("mixes in other images");
  }
}
