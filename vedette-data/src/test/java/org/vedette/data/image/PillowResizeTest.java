package org.vedette.data.image;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PillowResizeTest {
  private static byte[] resized(PillowResize kind, int width, int... row) {
    byte[] pixels = new byte[row.length];
    for (int i = 0; i < row.length; i++) {
      pixels[i] = (byte) row[i];
    }
    try (Image image = Image.of(pixels, 1, row.length, 1);
        Image changed = kind.resize(image, 1, width)) {
      return changed.toBytes();
    }
  }

  @Test
  void boxTakesTheMeanOfWhatAPixelCovers() {
    assertThat(resized(PillowResize.BOX, 2, 10, 20, 30, 41)).containsExactly(15, 36);
  }

  @Test
  void bilinearReachesOverTheNeighbours() {
    // Weights 1/4 3/4 3/4 1/4 of four pixels; at the border three of them are left.
    assertThat(resized(PillowResize.BILINEAR, 2, 0, 0, 70, 70)).containsExactly(10, 60);
    assertThat(resized(PillowResize.BILINEAR, 4, 0, 100)).containsExactly(0, 25, 75, 100);
  }

  @Test
  void sharpFiltersKeepPlainImagesAndAreCut() {
    for (PillowResize kind : PillowResize.values()) {
      assertThat(resized(kind, 3, 90, 90, 90, 90, 90)).containsOnly(90);
    }
    assertThat(resized(PillowResize.LANCZOS, 12, 0, 0, 0, 255, 255, 255)).contains(0, -1);
    assertThat(resized(PillowResize.BICUBIC, 2, 5, 6)).containsExactly(5, 6);
  }

  @Test
  void nearestTakesThePixelUnderTheMiddle() {
    try (Image image = Image.of(new byte[] {1, 2, 3, 4, 5, 6}, 2, 3, 1);
        Image small = PillowResize.nearest(image, 1, 2);
        Image wide = PillowResize.nearest(image, 2, 6)) {
      assertThat(small.toBytes()).containsExactly(4, 6);
      assertThat(wide.toBytes()).containsExactly(1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6);
    }
  }
}
