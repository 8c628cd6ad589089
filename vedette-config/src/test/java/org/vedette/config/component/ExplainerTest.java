package org.vedette.config.component;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExplainerTest {
  private final Registry registry = Registry.load();
  private final Explainer explainer = new Explainer(registry);

  private ComponentInfo describe(String kind, String type) {
    return explainer.describe(registry.find(kind, type).orElseThrow());
  }

  private static KeyInfo key(ComponentInfo info, String name) {
    return info.keys().stream().filter(key -> key.name().equals(name)).findFirst().orElseThrow();
  }

  @Test
  void everyKeyIsDescribedWithThoseOfSharedSettings() {
    ComponentInfo tower = describe("spine", "Tower");
    assertThat(tower.names()).containsExactly("Tower");
    assertThat(tower.summary()).isEqualTo("A tower.");
    assertThat(tower.keys())
        .extracting(KeyInfo::name)
        .containsExactly(
            "in_channels",
            "depth",
            "rate",
            "strides",
            "alpha",
            "throats",
            "extra",
            "mode",
            "origin",
            "weights",
            "default",
            "raw");
    assertThat(key(tower, "in_channels").doc()).isEqualTo("channels of the input");
    assertThat(key(tower, "in_channels").required()).isTrue();
    assertThat(key(tower, "default").doc()).isEqualTo("a key that Java cannot name");
    assertThat(key(tower, "default").defaultText()).isEqualTo("True");
  }

  @Test
  void typesAreNamedInTheWordsOfConfigsAndOfJava() {
    ComponentInfo tower = describe("spine", "Tower");
    assertThat(key(tower, "strides").type()).isEqualTo("list[int]");
    assertThat(key(tower, "strides").javaType()).isEqualTo("int[]");
    assertThat(key(tower, "throats").type()).isEqualTo("list[throat]");
    assertThat(key(tower, "throats").javaType()).isEqualTo("List<Spec<Parts.Throat>>");
    assertThat(key(tower, "weights").type()).isEqualTo("dict[str, float]");
    assertThat(key(tower, "mode").type()).isEqualTo("'nearest' | 'bilinear'");
    assertThat(key(tower, "alpha").type()).isEqualTo("float");
    assertThat(key(describe("throat", "Fan"), "in_channels").type()).isEqualTo("int | list[int]");
  }

  @Test
  void aPlainDictShowsItsKeys() {
    assertThat(key(describe("spine", "Tower"), "origin").keys())
        .extracting(KeyInfo::name)
        .containsExactly("x", "y");
  }

  @Test
  void aClassOfSeveralNamesShowsThemAll() {
    ComponentInfo watcher = describe("watcher", "Guard");
    assertThat(watcher.names()).containsExactly("Guard", "Watcher");
    assertThat(watcher.keys()).isEmpty();
  }
}
