package org.vedette.data.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.vedette.base.ImageInput;
import org.vedette.base.RandomSource;
import org.vedette.data.Nodes;
import org.vedette.data.Sample;
import org.vedette.data.Transform;

class ProposalBroadcasterTest {
  private static final String STEPS =
      "dict(type='ProposalBroadcaster', transforms=["
          + "dict(type='RandomFlip', prob=0.5),"
          + "dict(type='RandomCrop', crop_size=(4, 4), allow_negative_crop=True)])";

  private static Sample sample() {
    Sample sample = Samples.withBoxes(8, 8, 1, 2, 5, 7, 6, 6, 8, 8);
    sample.proposals(
        new ImageInput.Proposals(new float[] {6, 6, 8, 8, 1, 2, 5, 7}, new float[] {0.9f, 0.8f}));
    return sample;
  }

  @Test
  void proposalsMoveAsObjectsDo() {
    Transform step = Nodes.transform(STEPS);
    for (int seed = 0; seed < 20; seed++) {
      try (Sample moved = step.apply(sample(), RandomSource.at(seed))) {
        float[] boxes = moved.truths().boxes();
        float[] proposals = moved.proposals().boxes();
        assertThat(proposals).hasSize(boxes.length);
        for (int i = 0; i < moved.proposals().scores().length; i++) {
          int object = moved.proposals().scores()[i] == 0.8f ? 0 : 1;
          int at = moved.truths().labels()[0] == object ? 0 : 4;
          for (int k = 0; k < 4; k++) {
            assertThat(proposals[4 * i + k]).isEqualTo(boxes[at + k]);
          }
        }
      }
    }
  }

  @Test
  void anImageOfNoUseIsOfNoUse() {
    String crop =
        "dict(type='ProposalBroadcaster', transforms=dict(type='RandomCrop', crop_size=%s))";
    Sample sample = Samples.withBoxes(4, 4, 0, 0, 1, 1);
    sample.proposals(new ImageInput.Proposals(new float[0], new float[0]));
    assertThat(Nodes.transform(crop.formatted("(4, 4)")).apply(sample, RandomSource.at(0)))
        .isNull();
  }

  @Test
  void proposalsAreNeeded() {
    try (Sample sample = Samples.withBoxes(4, 4)) {
      assertThatThrownBy(() -> Nodes.transform(STEPS).apply(sample, RandomSource.at(0)))
          .hasMessageContaining("LoadProposals");
    }
  }
}
