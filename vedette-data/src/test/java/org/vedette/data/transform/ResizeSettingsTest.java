package org.vedette.data.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.vedette.base.DataException;
import org.vedette.base.RandomSource;
import org.vedette.data.ImageRecord;
import org.vedette.data.Nodes;
import org.vedette.data.Pipeline;
import org.vedette.data.Sample;
import org.vedette.data.image.Image;

class ResizeSettingsTest {
  private static final String PILLOW = "dict(type='Resize', scale=(2, 1), backend='pillow'%s)";

  private static Sample resized(String literal, Sample sample) {
    return Nodes.transform(literal).apply(sample, RandomSource.at(0));
  }

  @Test
  void pillowResizesImageAndMap() {
    Sample sample = Samples.grey(1, 4, 0, 0, 70, 70);
    sample.replaceSegMap(Image.of(new byte[] {1, 2, 3, 4}, 1, 4, 1));
    try (Sample small = resized(PILLOW.formatted(""), sample)) {
      assertThat(Samples.firstChannel(small)).containsExactly(10, 60);
      assertThat(Samples.values(small.segMap())).containsExactly(2, 4);
    }
  }

  @Test
  void sizesOfWhichNothingIsLeftAreRefused() {
    assertThatThrownBy(
            () -> Nodes.transform("dict(type='RandomResize', scale=(9, 5), ratio_range=(0.1, 2))"))
        .hasMessageContaining("'ratio_range' must leave at least a pixel");
    assertThatThrownBy(() -> Nodes.transform("dict(type='Expand', ratio_range=(0.5, 2))"))
        .hasMessageContaining("'ratio_range' must be 1 or more");
    try (Sample sample = Samples.grey(1, 4, 0, 10, 70, 80)) {
      assertThatThrownBy(() -> resized("dict(type='Resize', scale_factor=0.1)", sample))
          .isInstanceOf(DataException.class)
          .hasMessageContaining("4 x 1 pixels would become 0 x 0");
    }
  }

  @Test
  void aSizeBeyondMemoryIsOneErrorWithStepSizeAndImage() {
    for (String step :
        List.of(
            "dict(type='Resize', scale=(200000, 200000))",
            "dict(type='Resize', scale=(200000, 200000), backend='pillow')",
            "dict(type='Pad', size=(200000, 200000))")) {
      Sample sample = new Sample(ImageRecord.ofFile("some/image.jpg"));
      sample.replaceImage(Image.of(new byte[12], 1, 4, 3));
      Pipeline pipeline = new Pipeline(List.of(Nodes.transform(step)));
      assertThatThrownBy(() -> pipeline.apply(sample, RandomSource.at(0)))
          .isInstanceOf(DataException.class)
          .hasMessageStartingWith("some/image.jpg: " + (step.contains("Pad") ? "Pad" : "Resize"))
          .hasMessageContaining("200000 x 200000 pixels (width x height) takes 120.0 GB");
    }
  }

  @Test
  void aFixedShapeNamesTheSideThatIsNone() {
    assertThatThrownBy(() -> Nodes.transform("dict(type='FixShapeResize', width=0, height=4)"))
        .hasMessageContaining("'width' must be above 0; got 0");
    assertThatThrownBy(() -> Nodes.transform("dict(type='FixShapeResize', width=4, height=-1)"))
        .hasMessageContaining("'height' must be above 0; got -1");
  }

  @Test
  void valuesOfOtherChannelsThanTheImagesAreRefused() {
    String pad = "dict(type='Pad', size=(9, 9), pad_val=dict(img=(1, 2)))";
    try (Sample sample = Samples.grey(1, 4, 0, 10, 70, 80)) {
      assertThatThrownBy(() -> resized(pad, sample))
          .isInstanceOf(DataException.class)
          .hasMessageContaining("'pad_val' has values for 2 channels");
    }
    assertThatThrownBy(
            () -> Nodes.transform("dict(type='Normalize', mean=[0, 0, 0], std=[1, 0, 1])"))
        .hasMessageContaining("'std' must not be 0");
  }

  @Test
  void pillowKnowsNoFloatsAndNoAreas() {
    try (Sample floats = Sample.of(Image.of(new float[12], 1, 4, 3))) {
      assertThatThrownBy(() -> resized(PILLOW.formatted(""), floats))
          .isInstanceOf(DataException.class)
          .hasMessageContaining("uint8");
    }
    assertThatThrownBy(() -> Nodes.transform(PILLOW.formatted(", interpolation='area'")))
        .hasMessageContaining("no interpolation 'area'");
  }

  @Test
  void noBackendIsCv2AndOthersAreRefused() {
    String literal = "dict(type='Resize', scale=(2, 1), backend=%s)";
    try (Sample small = resized(literal.formatted("None"), Samples.grey(1, 4, 0, 10, 70, 80))) {
      assertThat(Samples.firstChannel(small)).containsExactly(5, 75);
    }
    assertThatThrownBy(() -> Nodes.transform(literal.formatted("'turbojpeg'")))
        .hasMessageContaining("expected 'cv2' or 'pillow'");
  }

  @Test
  void theInnerStepMayBeNamedWithItsPackage() {
    String literal =
        "dict(type='RandomChoiceResize', scales=[(2, 1)],"
            + " resize_type='mmdet.datasets.transforms.Resize')";
    try (Sample small = resized(literal, Samples.grey(1, 4, 0, 10, 70, 80))) {
      assertThat(small.image().width()).isEqualTo(2);
    }
  }
}
