package org.vedette.it;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** RTMDet-nano with its weights for persons on photographs, layer by layer. */
@Tag("real")
class RealRtmDetTest {
  private static RealModel real;

  @BeforeAll
  static void load() {
    real =
        new RealModel(
            "rtmdet/rtmdet_nano_8xb32-300e_person.py",
            "rtmdet_nano_person.pth",
            "rtmdet_nano_person_320_");
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
