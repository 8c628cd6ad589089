package org.vedette.data.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.vedette.data.Nodes;
import org.vedette.data.Sample;
import org.vedette.data.ScriptedRandom;
import org.vedette.data.image.Image;

class RandomGrayscaleTest {
  private static Sample apply(String keys, double draw, Sample sample) {
    return Nodes.transform("dict(type='RandomGrayscale', %s)".formatted(keys))
        .apply(sample, new ScriptedRandom(List.of(draw)));
  }

  @Test
  void channelsAreWeighted() {
    try (Sample grey = apply("prob=0.5", 0.4, Samples.colour(1, 1, 10, 20, 31))) {
      assertThat(Samples.values(grey)).containsExactly(20);
    }
    String keys = "prob=0.5, keep_channels=True, channel_weights=(1.0, 2.0, 1.0)";
    try (Sample grey = apply(keys, 0.4, Samples.colour(1, 1, 10, 20, 40))) {
      assertThat(Samples.values(grey)).containsExactly(22, 22, 22);
    }
  }

  @Test
  void otherwiseOnlyTheTypeChanges() {
    Sample floats = Sample.of(Image.of(new float[] {1.9f, 2, 3}, 1, 1, 3));
    try (Sample same = apply("prob=0.5", 0.5, floats)) {
      assertThat(Samples.values(same)).containsExactly(1, 2, 3);
    }
  }

  @Test
  void hsvBecomesBgr() {
    try (Sample bgr = apply("color_format='hsv'", 0.9, Samples.colour(1, 1, 0, 255, 200))) {
      assertThat(Samples.values(bgr)).containsExactly(0, 0, 200);
    }
  }

  @Test
  void weightsMustFitTheImage() {
    try (Sample sample = Samples.grey(1, 1, 0)) {
      assertThatThrownBy(() -> apply("prob=1.0, channel_weights=(1.0, 1.0)", 0.0, sample))
          .hasMessageContaining("for 2 channels, but the image has 3");
    }
  }
}
