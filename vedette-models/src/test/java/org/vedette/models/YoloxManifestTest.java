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

/** Parameter names and shapes of every YOLOX of the zoo. */
class YoloxManifestTest {
  @Test
  void namesShapesAndCountsAreThoseOfTheManifest() {
    List<Object> checked = new ArrayList<>();
    SharedJson.readLines(
        "reference/manifests/models-3.1.jsonl.gz",
        record -> {
          if ("YOLOX".equals(SharedJson.map(record.get("model")).get("type"))) {
            check(record);
            checked.add(record.get("config"));
          }
        });
    assertThat(checked).hasSizeGreaterThanOrEqualTo(4);
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
