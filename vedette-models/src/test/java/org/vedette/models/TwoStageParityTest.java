package org.vedette.models;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Detectors of two stages against the reference's numbers for formula weights. */
class TwoStageParityTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "fast_rcnn__fast-rcnn_r50_fpn_1x_coco",
        "faster_rcnn__faster-rcnn_r50_fpn_ohem_1x_coco",
        "mask_rcnn__mask-rcnn_r50_fpn_1x_coco",
        "cascade_rcnn__cascade-mask-rcnn_r50_fpn_1x_coco"
      })
  void tensorsPredictionsAndLossesAgree(String name) {
    ModelFixture fixture = ModelFixture.of(name);
    fixture.checkTensors();
    fixture.checkPredictions(2);
    fixture.checkLoss();
  }
}
