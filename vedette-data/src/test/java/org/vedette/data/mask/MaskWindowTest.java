package org.vedette.data.mask;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.vedette.base.RandomSource;
import org.vedette.base.Rle;
import org.vedette.base.RleMasks;
import org.vedette.data.image.FlipDirection;

/** Windows against the same work on whole bitmaps. */
class MaskWindowTest {
  private static final int HEIGHT = 7;
  private static final int WIDTH = 9;

  /** Empty, full, single pixels at borders, columns that run into each other, and random ones. */
  static Stream<byte[]> bitmaps() {
    List<byte[]> all = new ArrayList<>();
    all.add(new byte[HEIGHT * WIDTH]);
    for (int[] box :
        new int[][] {{0, 0, 9, 7}, {0, 0, 1, 1}, {8, 6, 9, 7}, {3, 0, 5, 7}, {2, 1, 6, 4}}) {
      byte[] bitmap = new byte[HEIGHT * WIDTH];
      for (int y = box[1]; y < box[3]; y++) {
        for (int x = box[0]; x < box[2]; x++) {
          bitmap[y * WIDTH + x] = 1;
        }
      }
      all.add(bitmap);
    }
    RandomSource random = RandomSource.at(3);
    for (int k = 0; k < 40; k++) {
      byte[] bitmap = new byte[HEIGHT * WIDTH];
      for (int i = 0; i < bitmap.length; i++) {
        bitmap[i] = (byte) (random.nextDouble() < (k % 4 + 1) / 8.0 ? 1 : 0);
      }
      all.add(bitmap);
    }
    return all.stream();
  }

  @ParameterizedTest
  @MethodSource("bitmaps")
  void runLengthsAndBoxesAreThoseOfTheWholeBitmap(byte[] bitmap) {
    Rle expected = RleMasks.encode(bitmap, HEIGHT, WIDTH);

    MaskWindow window = MaskWindow.of(bitmap, HEIGHT, WIDTH);

    assertThat(window.rle(HEIGHT, WIDTH).counts()).containsExactly(expected.counts());
    assertThat(window.bitmap(HEIGHT, WIDTH)).containsExactly(bitmap);
    MaskWindow read = MaskWindow.of(expected);
    assertThat(read.bitmap(HEIGHT, WIDTH)).containsExactly(bitmap);
    assertThat(read.rle(HEIGHT, WIDTH).counts()).containsExactly(expected.counts());
    double[] box = RleMasks.toBbox(expected);
    assertThat(window.box())
        .containsExactly(
            (float) box[0], (float) box[1], (float) (box[0] + box[2]), (float) (box[1] + box[3]));
  }

  @ParameterizedTest
  @MethodSource("bitmaps")
  void movedTakenAndFlippedWindowsAreThoseOfTheWholeBitmap(byte[] bitmap) {
    BitmapMasks masks = new BitmapMasks(new byte[][] {bitmap}, HEIGHT, WIDTH);

    byte[] resized = masks.resize(13, 5).bitmap(0);
    byte[] moved = masks.place(8, 6, -2, 3).bitmap(0);
    byte[] flipped = masks.flip(FlipDirection.DIAGONAL).bitmap(0);

    for (int y = 0; y < 13; y++) {
      for (int x = 0; x < 5; x++) {
        assertThat(resized[y * 5 + x]).isEqualTo(bitmap[y * 7 / 13 * WIDTH + x * 9 / 5]);
      }
    }
    for (int y = 0; y < 8; y++) {
      for (int x = 0; x < 6; x++) {
        boolean inside = y + 2 < HEIGHT && x >= 3;
        byte expected = inside ? bitmap[(y + 2) * WIDTH + x - 3] : 0;
        assertThat(moved[y * 6 + x]).isEqualTo(expected);
      }
    }
    for (int i = 0; i < bitmap.length; i++) {
      assertThat(flipped[i]).isEqualTo(bitmap[bitmap.length - 1 - i]);
    }
  }
}
