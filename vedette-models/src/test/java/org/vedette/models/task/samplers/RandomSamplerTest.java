package org.vedette.models.task.samplers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.vedette.base.ConfigException;
import org.vedette.core.Instances;
import org.vedette.core.StepContext;
import org.vedette.core.task.Assignment;
import org.vedette.core.task.BoxSampler;
import org.vedette.core.task.Sampling;
import org.vedette.core.task.SamplingContext;
import org.vedette.models.Configs;
import org.vedette.tensor.TensorScope;
import org.vedette.tensor.Tensors;

class RandomSamplerTest {
  @Test
  void aQuarterOfTheQuotaIsPositiveAndTheRestNegative() {
    Sampling found = sample("num=20, pos_fraction=0.25, add_gt_as_proposals=False", first());
    assertThat(found.positives()).hasSize(5).isSorted();
    assertThat(found.negatives()).hasSize(15).isSorted().doesNotHaveDuplicates();
    assertThat(found.averageFactor()).isEqualTo(20);
    assertThat(Arrays.stream(found.positives())).allMatch(i -> i % 5 == 0);
    assertThat(Arrays.stream(found.negatives())).noneMatch(i -> i % 5 == 0 || i % 5 == 4);
  }

  @Test
  void negativesAreLimitedByPositives() {
    Sampling found = sample("num=40, pos_fraction=0.1, neg_pos_ub=2", first());
    assertThat(found.positives()).hasSize(4);
    assertThat(found.negatives()).hasSize(8);
  }

  @Test
  void truthsStandBeforeThePriorsAndBelongToThemselves() {
    Sampling found = sample("num=500, pos_fraction=1.0", first());
    assertThat(found.added()).isEqualTo(2);
    assertThat(found.positives()).hasSize(22).startsWith(0, 1, 2, 7);
    assertThat(found.truths()).startsWith(0, 1, 0, 0);
    assertThat(found.isTruth(1)).isTrue();
    assertThat(found.isTruth(2)).isFalse();
    assertThat(found.labels()).startsWith(7, 3, 7);
  }

  @Test
  void theChoiceIsAFunctionOfTheStep() {
    String few = "num=10, pos_fraction=0.5";
    SamplingContext later = SamplingContext.of(new StepContext(0, 0, 1, 0), "rpn", 0);
    assertThat(sample(few, first()).negatives())
        .isEqualTo(sample(few, first()).negatives())
        .isNotEqualTo(sample(few, later).negatives());
  }

  @Test
  void numIsRequired() {
    assertThatThrownBy(() -> sample("pos_fraction=0.5", first()))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("num and pos_fraction are required");
  }

  private static SamplingContext first() {
    return SamplingContext.of(StepContext.FIRST, "rpn", 0);
  }

  /** Of 100 priors each fifth is positive and each one before it does not count. */
  private static Sampling sample(String settings, SamplingContext context) {
    BoxSampler sampler =
        Configs.BINDER
            .spec(BoxSampler.class, "dict(type='RandomSampler', " + settings + ")")
            .build();
    long[] truths = new long[100];
    long[] labels = new long[100];
    for (int i = 0; i < 100; i++) {
      truths[i] = i % 5 == 0 ? 1 : i % 5 == 4 ? -1 : 0;
      labels[i] = i % 5 == 0 ? 7 : -1;
    }
    try (TensorScope scope = TensorScope.open()) {
      Instances known =
          Instances.truths(Tensors.of(new float[8], 2, 4), Tensors.of(new long[] {7, 3}, 2), null);
      Assignment assignment =
          new Assignment(
              2, Tensors.of(truths, 100), Tensors.of(new float[100], 100), Tensors.of(labels, 100));
      return sampler.sample(assignment, Tensors.of(new float[400], 100, 4), known, context);
    }
  }
}
