package org.vedette.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.vedette.config.component.Binder;
import org.vedette.config.component.ComponentInfo;
import org.vedette.config.component.Explainer;
import org.vedette.config.component.KeyInfo;
import org.vedette.config.component.RegisteredType;
import org.vedette.config.component.Registry;

/** What every component of every module keeps to. */
class ComponentContractTest {
  /** Fewer names mean that a module's index was lost; raise it as components are added. */
  private static final int AT_LEAST = 60;

  private static final Registry REGISTRY = Registry.load();

  static Stream<RegisteredType> types() {
    return REGISTRY.kinds().stream().flatMap(kind -> REGISTRY.types(kind).stream());
  }

  @Test
  void noModulesIndexIsLost() {
    assertThat(types()).hasSizeGreaterThanOrEqualTo(AT_LEAST);
  }

  @ParameterizedTest
  @MethodSource("types")
  void aComponentAndEachOfItsKeysIsDocumented(RegisteredType type) {
    ComponentInfo info = new Explainer(REGISTRY).describe(type);
    assertThat(info.summary()).isNotBlank();
    assertThat(withoutDoc(info.keys(), "")).isEmpty();
  }

  private static List<String> withoutDoc(List<KeyInfo> keys, String path) {
    List<String> missing = new ArrayList<>();
    for (KeyInfo key : keys) {
      if (key.doc().isBlank()) {
        missing.add(path + key.name());
      }
      missing.addAll(withoutDoc(key.keys(), path + key.name() + "."));
    }
    return missing;
  }

  @ParameterizedTest
  @MethodSource("types")
  void everyDefaultCanBeBound(RegisteredType type) {
    assertThat(new Binder(REGISTRY).checkDefaults(type)).isEmpty();
  }
}
