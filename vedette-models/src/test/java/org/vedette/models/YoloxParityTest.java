package org.vedette.models;

import org.junit.jupiter.api.Test;
import org.vedette.core.TrainPhaseSwitch;
import org.vedette.tensor.Layer;

/** YOLOX against the reference's numbers for formula weights. */
class YoloxParityTest {
  @Test
  void tensorsPredictionsAndLossesAgree() {
    ModelFixture fixture = ModelFixture.of("yolox__yolox_tiny_8xb8-300e_coco");
    fixture.checkTensors();
    fixture.checkPredictions();
    fixture.checkLoss();
  }

  @Test
  void lossesOfTheLastEpochsAgree() {
    ModelFixture fixture = ModelFixture.of("yolox__yolox_tiny_8xb8-300e_coco__use-l1");
    for (Layer layer : fixture.model().find(Layer.class)) {
      if (layer instanceof TrainPhaseSwitch head) {
        head.useL1(true);
      }
    }
    fixture.checkLoss();
  }
}
