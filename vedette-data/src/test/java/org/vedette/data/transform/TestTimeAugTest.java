package org.vedette.data.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.vedette.base.RandomSource;
import org.vedette.data.Nodes;
import org.vedette.data.Sample;
import org.vedette.data.Transform;
import org.vedette.data.image.FlipDirection;

class TestTimeAugTest {
  private static final String FLIPS =
      "[dict(type='RandomFlip', prob=1.), dict(type='RandomFlip', prob=0.)]";

  private static Transform step(String transforms) {
    return Nodes.transform("dict(type='TestTimeAug', transforms=" + transforms + ")");
  }

  private static Sample views(String transforms, Sample sample) {
    return step(transforms).apply(sample, RandomSource.at(0));
  }

  @Test
  void lastListChangesFastest() {
    String sizes = "[dict(type='Pad', size=(3, 1)), dict(type='Pad', size=(4, 1))]";
    try (Sample sample =
        views(
            "[" + sizes + ", " + FLIPS + ", [dict(type='PackDetInputs')]]",
            Samples.grey(1, 2, 10, 20))) {
      assertThat(sample.views())
          .extracting(view -> List.of(view.image().width(), view.meta().flipDirection()))
          .containsExactly(
              List.of(3, "horizontal"), List.of(3, ""), List.of(4, "horizontal"), List.of(4, ""));
      assertThat(sample.views())
          .extracting(Samples::firstChannel)
          .containsExactly(
              new int[] {0, 20, 10},
              new int[] {10, 20, 0},
              new int[] {0, 0, 20, 10},
              new int[] {10, 20, 0, 0});
    }
  }

  @Test
  void eachViewKnowsItsScaleAndTheOriginalSize() {
    String sizes =
        "[dict(type='Resize', scale=s, keep_ratio=True) for s in [(4, 2), (1, 1), (8, 4)]]";
    try (Sample sample = views("[" + sizes + "]", Samples.grey(1, 2, 10, 20))) {
      assertThat(sample.views()).extracting(Sample::scaleX).containsExactly(2.0, 0.5, 4.0);
      assertThat(sample.views()).extracting(view -> view.image().width()).containsExactly(4, 1, 8);
    }
  }

  @Test
  void viewsHaveTruthsOfTheirOwn() {
    try (Sample sample = views("[" + FLIPS + "]", Samples.withBoxes(2, 10, 1, 0, 4, 2))) {
      assertThat(sample.views().get(0).flip()).isEqualTo(FlipDirection.HORIZONTAL);
      assertThat(sample.views().get(0).truths().boxes()).containsExactly(6, 0, 9, 2);
      assertThat(sample.views().get(1).truths().boxes()).containsExactly(1, 0, 4, 2);
    }
  }

  @Test
  void noListsGiveTheImageAsItIs() {
    try (Sample sample = views("[]", Samples.grey(1, 2, 10, 20))) {
      assertThat(sample.views())
          .singleElement()
          .extracting(Samples::firstChannel)
          .isEqualTo(new int[] {10, 20});
    }
  }

  @Test
  void whatTakesOneImageIsToldThatThereAreViews() {
    try (Sample sample = views("[" + FLIPS + "]", Samples.grey(1, 2, 10, 20))) {
      assertThatThrownBy(sample::toInput).hasMessageContaining("has made 2 views of the image");
      try (Sample copy = sample.copy()) {
        assertThat(copy.views()).hasSize(2);
      }
      assertThat(Samples.firstChannel(sample.views().get(1))).containsExactly(10, 20);
    }
  }

  @Test
  void closingFreesTheViews() {
    Sample sample = views("[" + FLIPS + "]", Samples.grey(1, 2, 10, 20));
    sample.close();
    assertThat(sample.views()).allMatch(view -> !view.hasImage());
  }

  @Test
  void viewOfNoUseIsAnError() {
    assertThatThrownBy(
            () -> views("[[dict(type='RandomCrop', crop_size=(1, 1))]]", Samples.withBoxes(2, 2)))
        .hasMessageContaining("found the image of no use");
  }

  @Test
  void listsThatGiveNoViewsAreRefused() {
    assertThatThrownBy(() -> step("[" + FLIPS + ", []]"))
        .hasMessageContaining("each list of 'transforms' needs a step");
    assertThatThrownBy(() -> step("[[dict(type='Mosaic')]]")).hasMessageContaining("Mosaic mixes");
  }

  @Test
  void viewsOfViewsAreRefused() {
    String inner = "dict(type='TestTimeAug', transforms=[" + FLIPS + "])";
    Sample sample = Samples.grey(1, 2, 10, 20);
    assertThatThrownBy(() -> views("[[" + inner + "]]", sample))
        .hasMessageContaining("TestTimeAug stands within TestTimeAug");
    sample.close();
  }

  @Test
  void outlinesAreReadWhereAnInnerStepReadsThem() {
    assertThat(step("[[dict(type='LoadAnnotations', with_mask=True)]]").readsSegmentations())
        .isTrue();
    assertThat(step("[[dict(type='LoadAnnotations')]]").readsSegmentations()).isFalse();
  }
}
