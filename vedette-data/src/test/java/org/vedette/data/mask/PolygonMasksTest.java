package org.vedette.data.mask;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PolygonMasksTest {
  /** A U that opens upwards: two arms of width 2, a floor of height 2. */
  private static final double[] U = {0, 0, 2, 0, 2, 6, 6, 6, 6, 0, 8, 0, 8, 8, 0, 8};

  @Test
  void aCropThatLosesTheFloorLeavesTwoArms() {
    PolygonMasks masks = crop(U, 0, 0, 8, 5);
    assertThat(masks.polygons(0)).hasNumberOfRows(2);
    assertThat(masks.areas()).containsExactly(20);
    assertThat(masks.boxes()).containsExactly(0, 0, 8, 5);
  }

  @Test
  void aCropHasItsCornerAsOrigin() {
    PolygonMasks masks = crop(U, 5, 3, 8, 8);
    assertThat(masks.height()).isEqualTo(5);
    assertThat(masks.width()).isEqualTo(3);
    assertThat(masks.areas()).containsExactly(12);
    assertThat(masks.boxes()).containsExactly(0, 0, 3, 5);
  }

  @Test
  void whatPassesOutsideACornerLeavesNoTraceThere() {
    // An L around the crop's lower right corner: it touches the crop left below and right above.
    double[] around = {4, 9, 12, 9, 12, 1, 9, 1, 9, 2, 11, 2, 11, 8, 5, 8, 5, 7, 4, 7};
    PolygonMasks masks = crop(around, 0, 0, 10, 8);
    assertThat(masks.areas()).containsExactly(1 + 1);
    assertThat(masks.polygons(0)).hasNumberOfRows(2);
    assertThat(masks.boxes()).containsExactly(4, 1, 10, 8);
  }

  @Test
  void whatNothingRemainsOfBecomesAPointThatHasNoArea() {
    PolygonMasks masks = crop(U, 3, 0, 5, 5);
    assertThat(masks.size()).isEqualTo(1);
    assertThat(masks.polygons(0)[0]).containsExactly(0, 0, 0, 0, 0, 0);
    assertThat(masks.areas()).containsExactly(0);
  }

  @Test
  void bitmapsOfACropAreTheCropOfTheBitmaps() {
    byte[] polygonFirst = crop(U, 1, 2, 7, 8).toBitmaps().bitmap(0);
    byte[] bitmapFirst =
        new PolygonMasks(new double[][][] {{U}}, 12, 12).toBitmaps().crop(1, 2, 7, 8).bitmap(0);
    assertThat(polygonFirst).isEqualTo(bitmapFirst);
  }

  private static PolygonMasks crop(double[] polygon, int x1, int y1, int x2, int y2) {
    return new PolygonMasks(new double[][][] {{polygon}}, 12, 12).crop(x1, y1, x2, y2);
  }
}
