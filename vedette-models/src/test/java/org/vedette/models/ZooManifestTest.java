package org.vedette.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.vedette.base.ConfigException;
import org.vedette.base.Problem;
import org.vedette.base.SharedJson;
import org.vedette.config.component.Spec;
import org.vedette.core.Detector;
import org.vedette.tensor.Device;
import org.vedette.tensor.TensorScope;

/** Parameter names, order, shapes and counts of the models of the zoo. */
class ZooManifestTest {
  /** How many models were checked when this number was last raised. */
  private static final int FLOOR = 230;

  private final List<String> checked = new ArrayList<>();
  private final Map<String, String> failed = new LinkedHashMap<>();

  /** The types that are not there yet, and how many models want them. */
  private final Map<String, Integer> missing = new TreeMap<>();

  /** Models whose types are there, but not all that they want of them. */
  private final Map<String, String> refused = new TreeMap<>();

  private int unbuilt;

  @Test
  void everyModelWhoseTypesAreThereHasTheNamesOrderShapesAndCountOfTheManifest() {
    SharedJson.readLines("reference/manifests/models-3.1.jsonl.gz", this::visit);
    System.out.println(
        "zoo: %d models agree, %d do not, %d not built for want of %s"
            .formatted(checked.size(), failed.size(), unbuilt, missing));
    refused.forEach((config, why) -> System.out.println("  refused: " + config + ": " + why));
    failed.forEach((config, why) -> System.out.println("  " + config + ": " + why));
    assertThat(failed).isEmpty();
    assertThat(refused).hasSizeLessThanOrEqualTo(2);
    assertThat(checked)
        .hasSizeGreaterThanOrEqualTo(FLOOR)
        .contains(
            "configs/rtmdet/rtmdet-ins_l_8xb32-300e_coco.py",
            "mmdet/configs/rtmdet/rtmdet_l_8xb32_300e_coco.py");
  }

  private void visit(Map<String, Object> record) {
    String config = (String) record.get("config");
    try (TensorScope scope = TensorScope.open()) {
      Spec<Detector> spec =
          Configs.BINDER.spec(Detector.class, Configs.node(record.get("model")), "model");
      check(record, Device.building(Device.META, spec::build));
      checked.add(config);
    } catch (ConfigException e) {
      Set<String> unknown = new TreeSet<>();
      for (Problem problem : e.problems()) {
        if (problem.message().startsWith("unknown ") && problem.path().endsWith("type")) {
          unknown.add(problem.message());
        }
      }
      unknown.forEach(type -> missing.merge(type, 1, Integer::sum));
      unbuilt++;
      if (unknown.isEmpty()) {
        refused.put(config, e.getMessage());
      }
    } catch (AssertionError | RuntimeException e) {
      failed.put(config, String.valueOf(e.getMessage()).lines().limit(6).toList().toString());
    }
  }

  private static void check(Map<String, Object> record, Detector model) {
    Map<String, Object> found = new LinkedHashMap<>();
    model
        .state()
        .forEach((name, param) -> found.put(name, Arrays.stream(param.shape()).boxed().toList()));
    assertThat(found).isEqualTo(record.get("state_dict"));
    assertThat(new ArrayList<>(found.keySet()))
        .isEqualTo(new ArrayList<>(SharedJson.map(record.get("state_dict")).keySet()));
    assertThat(model.numParams()).isEqualTo(record.get("num_params"));
  }
}
