package org.vedette.api.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.vedette.base.Detections;
import org.vedette.base.Truth;
import org.vedette.config.component.Binder;
import org.vedette.config.component.Registry;
import org.vedette.data.MetaInfo;
import org.vedette.data.image.Image;
import org.vedette.engine.log.LocalVisBackend;
import org.vedette.engine.log.TensorboardVisBackend;
import org.vedette.engine.log.Visualizer;

class DetLocalVisualizerTest {
  private static final Truth TRUTH =
      new Truth(new float[] {10, 30, 50, 50}, new int[] {0}, new boolean[1], null);

  private static Visualizer visualizer(String keys) {
    return new Binder(Registry.load())
        .spec(Visualizer.class, "dict(type='DetLocalVisualizer'" + keys + ")")
        .build();
  }

  private static int[] blueGreenRed(Image image, int x, int y) {
    byte[] pixels = image.toBytes();
    int at = 3 * (y * image.width() + x);
    return new int[] {pixels[at] & 0xFF, pixels[at + 1] & 0xFF, pixels[at + 2] & 0xFF};
  }

  @Test
  void theBackendsOfTheConfigAreWritersOfTheRun() {
    assertThat(
            visualizer(
                    ", name='visualizer', vis_backends=[dict(type='LocalVisBackend'),"
                        + " dict(type='TensorboardVisBackend')]")
                .writers())
        .hasExactlyElementsOfTypes(LocalVisBackend.class, TensorboardVisBackend.class);
  }

  @Test
  void coloursWidthAndOpacityAreTheConfigs() {
    Visualizer plain = visualizer(", bbox_color=(200, 100, 0), alpha=1.0, line_width=30");
    Visualizer half = visualizer(", bbox_color=(200, 100, 0), alpha=0.5, line_width=30");
    try (Image black = Image.of(new byte[64 * 64 * 3], 64, 64, 3);
        Image full = plain.draw(black, MetaInfo.of(List.of("cat")), TRUTH, null, 0);
        Image faint = half.draw(black, MetaInfo.of(List.of("cat")), TRUTH, null, 0)) {
      assertThat(blueGreenRed(full, 30, 50)).containsExactly(0, 100, 200);
      assertThat(blueGreenRed(faint, 30, 50)).containsExactly(0, 50, 100);
      assertThat(blueGreenRed(black, 30, 50)).containsExactly(0, 0, 0);
    }
  }

  @Test
  void truthAndDetectionsStandSideBySide() {
    Detections found =
        new Detections(new float[] {10, 30, 50, 50}, new float[] {0.5f}, new int[] {0}, null);
    try (Image picture = Image.of(new byte[64 * 64 * 3], 64, 64, 3);
        Image both = visualizer("").draw(picture, MetaInfo.of(List.of("cat")), TRUTH, found, 0.3)) {
      assertThat(both.width()).isEqualTo(128);
    }
  }

  @Test
  void whatCannotBeDrawnIsRefused() {
    assertThatThrownBy(() -> visualizer(", alpha=2")).hasMessageContaining("'alpha' from 0 to 1");
    assertThatThrownBy(() -> visualizer(", bbox_color='mauve'")).hasMessageContaining("'magenta'");
    assertThatThrownBy(() -> visualizer(", text_color=(1, 2, 300)"))
        .hasMessageContaining("(red, green, blue)");
    assertThatThrownBy(
            () ->
                visualizer(
                    ", vis_backends=[dict(type='LocalVisBackend'),"
                        + " dict(type='LocalVisBackend')]"))
        .hasMessageContaining("two equal LocalVisBackend");
  }

  @Test
  void weightsAndBiasesIsRefusedWithTheWayOut() {
    assertThatThrownBy(() -> visualizer(", vis_backends=[dict(type='WandbVisBackend')]"))
        .hasMessageContaining("TensorboardVisBackend");
  }
}
