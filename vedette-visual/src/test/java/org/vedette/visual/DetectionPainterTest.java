package org.vedette.visual;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.List;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.junit.jupiter.api.Test;
import org.vedette.base.Detections;
import org.vedette.base.Rle;

class DetectionPainterTest {
  private static final Palette RED = Palette.of(List.of(new int[] {255, 0, 0}));

  @Test
  void boxesBelowTheThresholdAreNotDrawn() {
    try (Mat image = white(100, 100)) {
      Detections weak =
          new Detections(new float[] {20, 40, 80, 90}, new float[] {0.29f}, new int[1], null);
      new DetectionPainter(List.of("cat"), RED).draw(image, weak, 0.3);
      assertThat(pixel(image, 40, 50)).containsExactly(255, 255, 255);
    }
  }

  @Test
  void aBoxIsOutlinedInItsClassColour() {
    try (Mat image = white(100, 100)) {
      Detections cat =
          new Detections(new float[] {20, 40, 80, 90}, new float[] {0.9f}, new int[1], null);
      new DetectionPainter(List.of("cat"), RED).draw(image, cat, 0.3);
      int[] edge = pixel(image, 90, 50);
      assertThat(edge[2]).isGreaterThan(200);
      assertThat(edge[0]).isLessThan(60);
      assertThat(pixel(image, 70, 50)).containsExactly(255, 255, 255);
    }
  }

  @Test
  void aMaskTintsItsPixelsOnly() {
    try (Mat image = white(60, 60)) {
      // Columns 50 and 51 of 60 are object.
      Rle mask = new Rle(60, 60, new int[] {50 * 60, 2 * 60, 8 * 60});
      Detections cat =
          new Detections(
              new float[] {0, 20, 10, 30}, new float[] {0.9f}, new int[1], new Rle[] {mask});
      new DetectionPainter(List.of("c"), Palette.of(List.of(new int[] {0, 0, 0})))
          .draw(image, cat, 0.3);
      assertThat(pixel(image, 55, 50)).containsExactly(140, 140, 140);
      assertThat(pixel(image, 55, 51)).containsExactly(140, 140, 140);
      assertThat(pixel(image, 55, 52)).containsExactly(255, 255, 255);
    }
  }

  @Test
  void distinctColoursDifferAndRepeatAtEachCall() {
    assertThat(Palette.distinct(80).color(3)).containsExactly(Palette.distinct(80).color(3));
    assertThat(Palette.distinct(80).color(3)).isNotEqualTo(Palette.distinct(80).color(4));
    assertThat(Palette.distinct(1).color(0)).containsExactly(242, 36, 36);
  }

  private static Mat white(int rows, int cols) {
    return new Mat(rows, cols, opencv_core.CV_8UC3, new Scalar(255, 255, 255, 0));
  }

  private static int[] pixel(Mat image, int row, int col) {
    ByteBuffer bytes = image.createBuffer();
    int at = row * (int) image.step1() + 3 * col;
    return new int[] {bytes.get(at) & 255, bytes.get(at + 1) & 255, bytes.get(at + 2) & 255};
  }
}
