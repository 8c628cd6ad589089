package org.vedette.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.vedette.base.Detections;
import org.vedette.base.ImageInput;
import org.vedette.base.ImageMeta;
import org.vedette.config.component.Spec;
import org.vedette.core.Detector;
import org.vedette.core.TtaModel;
import org.vedette.data.Sample;
import org.vedette.data.image.Image;

class ViewPredictorTest {
  private final List<List<Integer>> predicted = new ArrayList<>();
  private final ViewPredictor views = new ViewPredictor(this::predict, new Merger());

  /** Finds one object in each image, labelled with the image's width. */
  private List<Detections> predict(List<ImageInput> images) {
    predicted.add(images.stream().map(ImageInput::width).toList());
    return images.stream()
        .map(
            image -> new Detections(new float[4], new float[] {1}, new int[] {image.width()}, null))
        .toList();
  }

  /** Lists the labels of all views. */
  private static final class Merger implements TtaModel {
    @Override
    public Spec<Detector> module() {
      throw new AssertionError("views are predicted without a model of the config");
    }

    @Override
    public Detections merge(List<ImageMeta> metas, List<Detections> found) {
      assertThat(metas)
          .extracting(ImageMeta::imgWidth)
          .containsExactlyElementsOf(found.stream().map(one -> one.labels()[0]).toList());
      int[] labels = found.stream().mapToInt(one -> one.labels()[0]).toArray();
      return new Detections(new float[4 * labels.length], new float[labels.length], labels, null);
    }
  }

  private static Sample image(int width) {
    return Sample.of(Image.of(new byte[3 * width], 1, width, 3));
  }

  private static Sample withViews(int... widths) {
    Sample sample = image(1);
    List<Sample> views = new ArrayList<>();
    for (int width : widths) {
      views.add(image(width));
    }
    sample.replaceByViews(views);
    return sample;
  }

  @Test
  void imagesOfABatchArePredictedInOneViewAfterTheOther() {
    try (Sample first = withViews(2, 3, 4);
        Sample second = withViews(5, 6, 7)) {
      List<Detections> merged = views.predict(List.of(first, second));
      assertThat(predicted).containsExactly(List.of(2, 5), List.of(3, 6), List.of(4, 7));
      assertThat(merged.get(0).labels()).containsExactly(2, 3, 4);
      assertThat(merged.get(1).labels()).containsExactly(5, 6, 7);
    }
  }

  @Test
  void imageWithoutViewsIsAnError() {
    try (Sample plain = image(2)) {
      assertThatThrownBy(() -> views.predict(List.of(plain)))
          .hasMessageContaining("TestTimeAug must be the last step of tta_pipeline");
    }
  }

  @Test
  void imagesOfUnequallyManyViewsAreAnError() {
    try (Sample first = withViews(2, 3);
        Sample second = withViews(5)) {
      assertThatThrownBy(() -> views.predict(List.of(first, second)))
          .hasMessageContaining("equally many");
    }
  }
}
