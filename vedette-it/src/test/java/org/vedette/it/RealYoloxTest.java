package org.vedette.it;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** YOLOX-nano with its COCO weights on photographs, layer by layer. */
@Tag("real")
class RealYoloxTest {
  private static RealModel real;

  @BeforeAll
  static void load() {
    real =
        new RealModel("yolox/yolox_nano_8xb8-300e_coco.py", "yolox_nano_coco.pth", "yolox_nano_");
  }

  @Test
  void everyLayerOfAPhotographAgrees() {
    real.checkLayers();
  }

  @Test
  void detectionsOfSinglePhotographsAgree() {
    real.checkDetections();
  }

  @Test
  void lossesAndGradientsOfThreePhotographsAgree() {
    real.checkLosses();
  }
}
