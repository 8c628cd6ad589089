package org.vedette.models;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Detectors with a backbone, a pyramid and a dense head against the reference's numbers. */
class DenseHeadParityTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "rpn__rpn_r50_fpn_1x_coco",
        "retinanet__retinanet_r18_fpn_1x_coco",
        "atss__atss_r50_fpn_1x_coco",
        "gfl__gfl_r50_fpn_1x_coco",
        "free_anchor__freeanchor_r50_fpn_1x_coco",
        "fcos__fcos_r50-caffe_fpn_gn-head-center-normbbox-centeronreg-giou_1x_coco"
      })
  void tensorsPredictionsAndLossesAgree(String name) {
    ModelFixture fixture = ModelFixture.of(name);
    fixture.checkTensors();
    fixture.checkPredictions();
    fixture.checkLoss();
  }
}
