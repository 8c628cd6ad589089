package org.vedette.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.vedette.base.SharedJson;
import org.vedette.core.Detector;
import org.vedette.tensor.Device;
import org.vedette.tensor.TensorScope;

/** Parameter names and shapes of models of the zoo. */
class ZooManifestTest {
  @Test
  void everyYoloxHasTheNamesShapesAndCountOfTheManifest() {
    assertThat(checkAll("YOLOX")).hasSizeGreaterThanOrEqualTo(4);
  }

  @Test
  void everyRtmDetHasTheNamesShapesAndCountOfTheManifest() {
    assertThat(checkAll("RTMDet"))
        .hasSizeGreaterThanOrEqualTo(7)
        .contains(
            "configs/rtmdet/rtmdet-ins_l_8xb32-300e_coco.py",
            "mmdet/configs/rtmdet/rtmdet_l_8xb32_300e_coco.py");
  }

  /** The configs that were checked: those of a detector, named plainly or as a lazy config does. */
  private static List<Object> checkAll(String detector) {
    List<Object> checked = new ArrayList<>();
    SharedJson.readLines(
        "reference/manifests/models-3.1.jsonl.gz",
        record -> {
          String type = (String) SharedJson.map(record.get("model")).get("type");
          if (type.equals(detector) || type.endsWith("." + detector)) {
            check(record);
            checked.add(record.get("config"));
          }
        });
    return checked;
  }

  private static void check(Map<String, Object> record) {
    try (TensorScope scope = TensorScope.open()) {
      Detector model =
          Device.building(
              Device.META,
              () ->
                  Configs.BINDER
                      .spec(Detector.class, Configs.node(record.get("model")), "model")
                      .build());
      Map<String, Object> found = new LinkedHashMap<>();
      model
          .state()
          .forEach((name, param) -> found.put(name, Arrays.stream(param.shape()).boxed().toList()));
      String config = (String) record.get("config");
      assertThat(found).as(config).isEqualTo(record.get("state_dict"));
      assertThat(new ArrayList<>(found.keySet()))
          .as(config)
          .isEqualTo(new ArrayList<>(SharedJson.map(record.get("state_dict")).keySet()));
      assertThat(model.numParams()).as(config).isEqualTo(record.get("num_params"));
    }
  }
}
