package org.vedette.data;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.vedette.base.RleMasks;
import org.vedette.base.Truth;
import org.vedette.data.mask.InstanceMasks;
import org.vedette.data.mask.PolygonMasks;

class TruthsTest {
  private static final double[][] SQUARE = {{1, 1, 3, 1, 3, 3, 1, 3}};

  private static Truth truth(InstanceMasks masks) {
    return new Truths(new float[4], new int[1], new boolean[1], masks).toTruth();
  }

  @Test
  void polygonsGoToTheModelBesideTheMasksDrawnOfThem() {
    PolygonMasks polygons = new PolygonMasks(new double[][][] {SQUARE}, 4, 4);
    Truth truth = truth(polygons);
    assertThat(truth.outlines()).hasDimensions(1, 1);
    assertThat(truth.outlines()[0]).isDeepEqualTo(SQUARE);
    assertThat(RleMasks.area(truth.masks()[0])).isEqualTo(4);
    assertThat(truth(polygons.toBitmaps()).outlines()).isNull();
    assertThat(truth(null).outlines()).isNull();
  }
}
