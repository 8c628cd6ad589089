package org.vedette.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.vedette.base.Formula;
import org.vedette.base.SharedJson;
import org.vedette.config.component.OneOrMany;
import org.vedette.config.component.Registry;
import org.vedette.config.component.Spec;
import org.vedette.core.Backbone;
import org.vedette.core.Neck;
import org.vedette.models.necks.NeckChain;
import org.vedette.tensor.GradMode;
import org.vedette.tensor.Layer;
import org.vedette.tensor.TensorScope;
import org.vedette.tensor.Tensors;

/**
 * Backbones and necks of the reference's models by themselves, with weights and images that are
 * formulas: names, order and shapes of what they hold, and their outputs.
 */
class TrunkFixtureTest {
  private static final int FLOOR = 41;
  private static final Registry REGISTRY = Registry.load();

  private final List<String> passed = new ArrayList<>();
  private final Map<String, String> failed = new LinkedHashMap<>();
  private final Set<String> missing = new TreeSet<>();

  /** What was checked already: many models have the same backbone and neck. */
  private final Set<Object> seen = new HashSet<>();

  @Test
  void everyBackboneAndNeckWhoseTypesAreThereAgrees() {
    int unbuilt = 0;
    for (Object entry : SharedJson.list(SharedJson.read("reference/models/index.json"))) {
      String name = (String) SharedJson.map(entry).get("name");
      Map<String, Object> root =
          SharedJson.map(SharedJson.read("reference/models/" + name + ".json.gz"));
      Map<String, Object> model = SharedJson.map(root.get("model"));
      if (model.get("backbone") == null) {
        continue;
      }
      if (!canBuild(model.get("backbone")) || !canBuild(model.get("neck"))) {
        unbuilt++;
        continue;
      }
      if (!seen.add(List.of(model.get("backbone"), String.valueOf(model.get("neck"))))) {
        continue;
      }
      try {
        check(root, model);
        passed.add(name);
      } catch (AssertionError | RuntimeException e) {
        failed.put(name, String.valueOf(e.getMessage()).lines().limit(8).toList().toString());
      }
    }
    System.out.println(
        "backbones and necks: %d pass, %d fail, %d unbuilt for want of %s"
            .formatted(passed.size(), failed.size(), unbuilt, missing));
    failed.forEach((name, why) -> System.out.println("  " + name + ": " + why));
    assertThat(failed).isEmpty();
    assertThat(passed).hasSizeGreaterThanOrEqualTo(FLOOR);
  }

  /** Whether all types of a part of a model are there; a model without that part is not counted. */
  private boolean canBuild(Object part) {
    if (part instanceof Map<?, ?> dict) {
      boolean known = true;
      if (dict.get("type") instanceof String type && REGISTRY.findInAnyKind(type).isEmpty()) {
        missing.add(type);
        known = false;
      }
      for (Object value : dict.values()) {
        known &= canBuild(value);
      }
      return known;
    }
    return !(part instanceof List<?> list) || list.stream().allMatch(this::canBuild);
  }

  private static void check(Map<String, Object> root, Map<String, Object> model) {
    Map<String, Object> tensors = SharedJson.map(root.get("tensor"));
    try (GradMode off = GradMode.off();
        TensorScope scope = TensorScope.open()) {
      Backbone backbone =
          Configs.BINDER
              .spec(Backbone.class, Configs.node(model.get("backbone")), "backbone")
              .build();
      prepare("backbone", backbone, root);
      List<Tensor> maps = backbone.forward(images(root));
      compare("backbone", maps, tensors.get("backbone"));
      assertThat(backbone.channels())
          .isEqualTo(maps.stream().map(map -> (int) map.size(1)).toList());
      assertThat(backbone.strides())
          .isEqualTo(
              maps.stream()
                  .map(map -> (int) (SharedJson.number(root.get("W")) / map.size(3)))
                  .toList());
      if (model.get("neck") != null) {
        Neck neck = neck(model.get("neck"));
        prepare("neck", neck, root);
        List<Tensor> outputs = neck.forward(maps);
        compare("neck", outputs, tensors.get("neck"));
        assertThat(neck.channels())
            .isEqualTo(outputs.stream().map(map -> (int) map.size(1)).toList());
      }
    }
  }

  private static Neck neck(Object config) {
    List<?> all = config instanceof List<?> list ? list : List.of(config);
    List<Spec<Neck>> specs = new ArrayList<>();
    all.forEach(one -> specs.add(Configs.BINDER.spec(Neck.class, Configs.node(one), "neck")));
    return NeckChain.of(new OneOrMany<>(specs, config instanceof List<?>));
  }

  /** Fills a part by the formulas after comparing what it holds with the record. */
  private static void prepare(String part, Layer layer, Map<String, Object> root) {
    List<String> found = new ArrayList<>();
    layer
        .state()
        .forEach(
            (key, param) -> {
              String name = part + "." + key;
              String kind = param.isBuffer() ? "buffer" : "param";
              found.add(name + Arrays.toString(param.shape()) + kind);
              ModelFixture.fill(name, param);
            });
    List<String> expected = new ArrayList<>();
    for (Object entry : SharedJson.list(root.get("state_dict"))) {
      List<Object> fields = SharedJson.list(entry);
      String name = (String) fields.get(0);
      if (name.startsWith(part + ".")) {
        String shape = Arrays.toString(SharedJson.ints(fields.get(1)));
        expected.add(name + shape + fields.get(3));
      }
    }
    assertThat(found).as(part).isEqualTo(expected);
    layer.train(false);
  }

  private static Tensor images(Map<String, Object> root) {
    int images =
        root.get("tensor_batch") instanceof Long only
            ? only.intValue()
            : ((Long) root.get("batch")).intValue();
    int height = ((Long) root.get("H")).intValue();
    int width = ((Long) root.get("W")).intValue();
    float[] pixels = Formula.of("input").floats(images * 3 * height * width, u -> 2 * u - 1);
    return Tensors.of(pixels, images, 3, height, width);
  }

  private static void compare(String part, List<Tensor> found, Object expected) {
    List<Object> summaries = SharedJson.list(expected);
    assertThat(found).as(part).hasSameSizeAs(summaries);
    for (int i = 0; i < found.size(); i++) {
      ModelFixture.checkTensor(part + "." + i, found.get(i), SharedJson.map(summaries.get(i)));
    }
  }
}
