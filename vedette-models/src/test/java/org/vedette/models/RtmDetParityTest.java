package org.vedette.models;

import org.junit.jupiter.api.Test;

/** RTMDet against the reference's numbers for formula weights. */
class RtmDetParityTest {
  @Test
  void tensorsPredictionsAndLossesOfBoxesAgree() {
    ModelFixture fixture = ModelFixture.of("rtmdet__rtmdet_tiny_8xb32-300e_coco");
    fixture.checkTensors();
    fixture.checkPredictions();
    fixture.checkLoss();
  }

  @Test
  void tensorsPredictionsAndLossesOfMasksAgree() {
    ModelFixture fixture = ModelFixture.of("rtmdet__rtmdet-ins_tiny_8xb32-300e_coco");
    fixture.checkTensors();
    fixture.checkPredictions();
    fixture.checkLoss();
  }
}
