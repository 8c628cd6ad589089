package org.vedette.models.task.samplers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.vedette.base.RandomSource;
import org.vedette.base.VedetteException;
import org.vedette.core.Instances;
import org.vedette.core.task.Assignment;
import org.vedette.core.task.BoxSampler;
import org.vedette.core.task.Sampling;
import org.vedette.core.task.SamplingContext;
import org.vedette.models.Configs;
import org.vedette.tensor.TensorScope;
import org.vedette.tensor.Tensors;

class BalancedSamplersTest {
  private static final String LIBRA =
      "dict(type='CombinedSampler', num=40, pos_fraction=0.25, add_gt_as_proposals=False,"
          + " pos_sampler=dict(type='InstanceBalancedPosSampler'),"
          + " neg_sampler=dict(type='IoUBalancedNegSampler', floor_thr=-1, floor_fraction=0,"
          + " num_bins=3))";

  @Test
  void positivesAreSharedAmongTruthsAndNegativesAmongOverlaps() {
    Sampling found = sample(LIBRA, null);
    assertThat(found.positives()).hasSize(10);
    assertThat(Arrays.stream(found.truths()).filter(t -> t == 1).count()).isGreaterThan(3);
    assertThat(found.negatives()).hasSize(30);
    for (int bin = 0; bin < 3; bin++) {
      int low = 100 + 30 * bin;
      assertThat(Arrays.stream(found.negatives()).filter(i -> i >= low && i < low + 30).count())
          .isGreaterThanOrEqualTo(10);
    }
  }

  @Test
  void hardestBoxesAreTaken() {
    String ohem = "dict(type='OHEMSampler', num=8, pos_fraction=0.5, add_gt_as_proposals=False)";
    Sampling found =
        sample(
            ohem,
            (boxes, labels) -> {
              float[] losses = new float[labels.length];
              for (int i = 0; i < losses.length; i++) {
                losses[i] = i;
              }
              return losses;
            });
    assertThat(found.positives()).containsExactly(96, 97, 98, 99);
    assertThat(found.negatives()).containsExactly(196, 197, 198, 199);
    assertThatThrownBy(() -> sample(ohem, null))
        .isInstanceOf(VedetteException.class)
        .hasMessageContaining("second stage");
  }

  /**
   * Of 200 priors the first 90 belong to truth 0, the next 10 to truth 1; 30 each of the others
   * overlap by 0.1, 0.3 and 0.5, and 10 not at all.
   */
  private static Sampling sample(String literal, SamplingContext.Hardness hardness) {
    BoxSampler sampler = Configs.BINDER.spec(BoxSampler.class, literal).build();
    long[] truths = new long[200];
    float[] overlaps = new float[200];
    for (int i = 0; i < 200; i++) {
      truths[i] = i < 90 ? 1 : i < 100 ? 2 : 0;
      overlaps[i] = i < 100 ? 0.6f : i < 130 ? 0.1f : i < 160 ? 0.3f : i < 190 ? 0.5f : 0;
    }
    try (TensorScope scope = TensorScope.open()) {
      Instances known =
          Instances.truths(Tensors.of(new float[8], 2, 4), Tensors.of(new long[] {7, 3}, 2), null);
      Assignment assignment =
          new Assignment(
              2,
              Tensors.of(truths, 200),
              Tensors.of(overlaps, 200),
              Tensors.of(new long[200], 200));
      return sampler.sample(
          assignment,
          Tensors.of(new float[800], 200, 4),
          known,
          new SamplingContext(RandomSource.at(1), hardness));
    }
  }
}
