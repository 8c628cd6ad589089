package org.vedette.data.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.vedette.base.DataException;
import org.vedette.base.ImageInput;
import org.vedette.data.Nodes;
import org.vedette.data.Sample;
import org.vedette.data.ScriptedRandom;
import org.vedette.data.Truths;
import org.vedette.data.image.Image;

class LoadingStepsTest {
  private static Sample apply(String literal, Sample sample) {
    return Nodes.transform(literal).apply(sample, new ScriptedRandom(List.of()));
  }

  @Test
  void proposalsAreCutToTheFirst() {
    Sample sample = Samples.grey(1, 1, 0);
    sample.proposals(
        new ImageInput.Proposals(new float[] {0, 1, 2, 3, 4, 5, 6, 7}, new float[] {0.9f, 0.5f}));
    try (Sample all = apply("dict(type='LoadProposals')", sample)) {
      assertThat(all.proposals().scores()).containsExactly(0.9f, 0.5f);
      apply("dict(type='LoadProposals', num_max_proposals=1)", all);
      assertThat(all.proposals().boxes()).containsExactly(0, 1, 2, 3);
      assertThat(all.proposals().scores()).containsExactly(0.9f);
    }
  }

  @Test
  void missingProposalsAreAnError() {
    try (Sample sample = Samples.grey(1, 1, 0)) {
      assertThatThrownBy(() -> apply("dict(type='LoadProposals')", sample))
          .isInstanceOf(DataException.class)
          .hasMessageContaining("no proposals");
    }
    assertThatThrownBy(() -> Nodes.transform("dict(type='LoadProposals', num_max_proposals=-1)"))
        .hasMessageContaining("'num_max_proposals'");
  }

  @Test
  void emptyAnnotationsAreNoObjects() {
    String literal = "dict(type='LoadEmptyAnnotations', with_mask=True, with_seg=True)";
    try (Sample sample = apply(literal, Samples.grey(1, 2, 5, 6))) {
      Truths truths = sample.truths();
      assertThat(truths.size()).isZero();
      assertThat(truths.labels()).isEmpty();
      assertThat(truths.masks().height()).isEqualTo(1);
      assertThat(truths.masks().width()).isEqualTo(2);
      assertThat(Samples.values(sample.segMap())).containsExactly(255, 255);
    }
  }

  @Test
  void emptyAnnotationsHaveWhatIsAskedFor() {
    String literal = "dict(type='LoadEmptyAnnotations', with_label=False)";
    try (Sample sample = apply(literal, Samples.grey(1, 1, 0))) {
      assertThat(sample.truths().labels()).isNull();
      assertThat(sample.truths().masks()).isNull();
      assertThat(sample.segMap()).isNull();
    }
    String none = "dict(type='LoadEmptyAnnotations', with_bbox=False, with_label=False)";
    try (Sample sample = apply(none, Samples.grey(1, 1, 0))) {
      assertThat(sample.truths()).isNull();
    }
  }

  @Test
  void objectsWithoutBoxesStayWithoutThem() {
    String literal = "dict(type='LoadEmptyAnnotations', with_bbox=False, with_mask=True)";
    try (Sample sample = apply(literal, Samples.grey(1, 1, 0))) {
      Truths truths = sample.truths();
      assertThat(truths.boxed()).isFalse();
      assertThat(truths.withBoxes(new float[0]).boxed()).isFalse();
      assertThat(truths.withMasks(null).select(new int[0]).boxed()).isFalse();
      assertThat(Truths.concat(List.of(truths, Truths.NONE.withMasks(truths.masks()))).boxed())
          .isFalse();
    }
  }

  @Test
  void segRescaleTakesTheNearestLabels() {
    Sample sample = Samples.grey(1, 1, 0);
    sample.replaceSegMap(Image.of(new byte[] {1, 2, 3, 4, 5}, 1, 5, 1));
    // 5 * 0.5 + 0.5 makes 3 columns; one row of half a pixel is rounded up.
    try (Sample scaled = apply("dict(type='SegRescale', scale_factor=0.5)", sample)) {
      assertThat(Samples.values(scaled.segMap())).containsExactly(1, 2, 4);
      assertThat(scaled.image().width()).isEqualTo(1);
    }
  }

  @Test
  void segRescaleNeedsAMap() {
    try (Sample sample = Samples.grey(1, 1, 0)) {
      assertThat(apply("dict(type='SegRescale')", sample)).isSameAs(sample);
      assertThatThrownBy(() -> apply("dict(type='SegRescale', scale_factor=2)", sample))
          .hasMessageContaining("with_seg=True");
    }
    assertThatThrownBy(() -> Nodes.transform("dict(type='SegRescale', backend='pillow')"))
        .hasMessageContaining("only 'cv2'");
  }

  @Test
  void formattingStepsChangeNothing() {
    try (Sample sample = Samples.grey(1, 1, 9)) {
      for (String literal :
          List.of(
              "dict(type='ToTensor', keys=['img', 'proposals'])",
              "dict(type='ImageToTensor', keys=['img'])",
              "dict(type='Transpose', keys=['img'], order=(2, 0, 1))",
              "dict(type='WrapFieldsToLists')")) {
        assertThat(apply(literal, sample)).isSameAs(sample);
      }
      assertThat(Samples.values(sample)).containsExactly(9, 9, 9);
    }
  }

  @Test
  void formattingThatCannotBeIsRefused() {
    assertThatThrownBy(() -> Nodes.transform("dict(type='ToTensor', keys=['gt_bbox'])"))
        .hasMessageContaining("'gt_bbox'")
        .hasMessageContaining("gt_bboxes");
    assertThatThrownBy(() -> Nodes.transform("dict(type='ImageToTensor', keys=['gt_bboxes'])"))
        .hasMessageContaining("unknown item");
    assertThatThrownBy(
            () -> Nodes.transform("dict(type='Transpose', keys=['img'], order=(1, 0, 2))"))
        .hasMessageContaining("(2, 0, 1)");
    assertThatThrownBy(() -> Nodes.transform("dict(type='Transpose', keys=['x'], order=(2, 0, 1))"))
        .hasMessageContaining("['img']");
  }
}
