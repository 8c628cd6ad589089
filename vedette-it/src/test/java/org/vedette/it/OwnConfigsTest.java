package org.vedette.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.vedette.base.SharedJson;
import org.vedette.config.ConfigFile;
import org.vedette.config.ConfigNode;
import org.vedette.config.DictNode;
import org.vedette.config.ListNode;
import org.vedette.config.ScalarNode;
import org.vedette.config.component.Binder;
import org.vedette.config.component.Registry;
import org.vedette.core.Detector;
import org.vedette.core.Models;
import org.vedette.tensor.Device;
import org.vedette.tensor.TensorScope;

/** The configs of this project against those of the same names upstream. */
class OwnConfigsTest {
  private static final Path ROOT = Path.of(System.getProperty("vedette.root"));

  /** Their paths from the root, as the records name them. */
  private static Set<String> ownConfigs() throws IOException {
    try (Stream<Path> files = Files.walk(ROOT.resolve("configs"))) {
      return files
          .filter(file -> file.toString().endsWith(".py"))
          .map(file -> ROOT.relativize(file).toString())
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private static DictNode load(String config) {
    return ConfigFile.load(ROOT.resolve(config)).root();
  }

  @Test
  void valuesAreThoseOfUpstream() throws IOException {
    Set<String> own = ownConfigs();
    List<String> checked = new ArrayList<>();
    SharedJson.readLines(
        "reference/configs/configs33.jsonl.gz",
        record -> {
          String name = (String) record.get("config");
          if (own.contains(name)) {
            Map<String, Object> expected = SharedJson.map(record.get("cfg"));
            Map<String, Object> found = SharedJson.map(plain(load(name)));
            assertThat(found.keySet())
                .as(name)
                .containsExactlyInAnyOrderElementsOf(expected.keySet());
            expected.forEach(
                (key, value) -> assertThat(found.get(key)).as(name + ": " + key).isEqualTo(value));
            checked.add(name);
          }
        });
    assertThat(checked).hasSizeGreaterThanOrEqualTo(110);
  }

  private static Object plain(ConfigNode node) {
    if (node instanceof DictNode dict) {
      Map<String, Object> map = new LinkedHashMap<>();
      dict.entries().forEach((key, value) -> map.put(String.valueOf(key), plain(value)));
      return map;
    }
    if (node instanceof ListNode list) {
      return list.items().stream().map(OwnConfigsTest::plain).collect(Collectors.toList());
    }
    return ((ScalarNode) node).value();
  }

  @Test
  void parametersAreThoseOfTheManifest() throws IOException {
    Set<String> own = ownConfigs();
    Binder binder = new Binder(Registry.load());
    List<String> checked = new ArrayList<>();
    SharedJson.readLines(
        "reference/manifests/models-3.1.jsonl.gz",
        record -> {
          String name = (String) record.get("config");
          if (own.contains(name) && !name.contains("_base_")) {
            checkParameters(binder, name, record);
            checked.add(name);
          }
        });
    assertThat(checked).hasSizeGreaterThanOrEqualTo(90);
  }

  private static void checkParameters(Binder binder, String name, Map<String, Object> record) {
    try (TensorScope scope = TensorScope.open()) {
      Detector model = Models.build(Models.bind(binder, load(name)), Device.META);
      Map<String, Object> found = new LinkedHashMap<>();
      model
          .state()
          .forEach((key, param) -> found.put(key, Arrays.stream(param.shape()).boxed().toList()));
      assertThat(found).as(name).isEqualTo(record.get("state_dict"));
    }
  }
}
