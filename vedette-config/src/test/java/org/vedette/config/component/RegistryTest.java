package org.vedette.config.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vedette.base.VedetteException;

class RegistryTest {
  @TempDir Path folder;

  private Path jar(String name, String index) throws IOException {
    Path jar = folder.resolve(name);
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      out.putNextEntry(new JarEntry(index == null ? "nothing" : Registry.INDEX));
      out.write((index == null ? "" : index).getBytes(StandardCharsets.UTF_8));
      out.closeEntry();
    }
    return jar;
  }

  @Test
  void theIndexGivesKindsAndNames() {
    Registry registry = Registry.load();
    assertThat(registry.kinds()).contains("spine", "throat", "watcher");
    assertThat(registry.names("throat")).containsExactly("Doomed", "Fan", "Identity");
    assertThat(registry.names("nothing")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "Tower, Tower",
    "mmdet.Tower, Tower",
    "mmengine.Tower, Tower",
    "mmcv.Tower, Tower",
    "mmdet.models.spines.Tower, Tower",
    "torch.nn.modules.Tower, Tower",
    "mmpretrain.Tower, mmpretrain.Tower",
    "mmpretrain.models.spines.Tower, mmpretrain.Tower"
  })
  void scopesAndDottedNamesFindTheirType(String type, String name) {
    assertThat(Registry.load().find("spine", type).orElseThrow().name()).isEqualTo(name);
  }

  @ParameterizedTest
  @CsvSource({"mmcls.Tower", "acme.Tower", "tower", "''"})
  void aTypeOfAnotherScopeIsNotTakenForOurs(String type) {
    assertThat(Registry.load().find("spine", type)).isEmpty();
  }

  @Test
  void aPluginAddsItsTypes() throws IOException {
    Path plugin = jar("plugin.jar", "throat acme.Sieve com.acme.Sieve\n\n");
    Registry registry = Registry.load().withPlugins(List.of(plugin));
    RegisteredType sieve = registry.find("throat", "acme.Sieve").orElseThrow();
    assertThat(sieve.origin()).isEqualTo(plugin.toString());
    assertThat(registry.names("throat")).contains("Fan", "acme.Sieve");
    assertThatThrownBy(() -> registry.load(sieve))
        .isInstanceOf(VedetteException.class)
        .hasMessageContaining("cannot load com.acme.Sieve, which " + plugin + " lists");
  }

  @Test
  void twoClassesOfOneNameAreRefused() throws IOException {
    Path plugin = jar("plugin.jar", "throat Fan com.acme.Fan");
    Registry registry = Registry.load();
    assertThatThrownBy(() -> registry.withPlugins(List.of(plugin)))
        .isInstanceOf(VedetteException.class)
        .hasMessageContaining("two components are called throat 'Fan'")
        .hasMessageContaining("com.acme.Fan (" + plugin + ")");
  }

  @Test
  void whatIsNoPluginIsRefused() throws IOException {
    Registry registry = Registry.load();
    assertThatThrownBy(() -> registry.withPlugins(List.of(folder.resolve("no.jar"))))
        .hasMessageEndingWith("no.jar: no such file");
    assertThatThrownBy(() -> registry.withPlugins(List.of(folder)))
        .hasMessageEndingWith("is not a file");
    Path empty = jar("empty.jar", null);
    assertThatThrownBy(() -> registry.withPlugins(List.of(empty)))
        .hasMessageContaining("has no META-INF/vedette/components");
    Path text = Files.writeString(folder.resolve("text.jar"), "no jar");
    assertThatThrownBy(() -> registry.withPlugins(List.of(text))).hasMessageContaining("is no jar");
    Path bad = jar("bad.jar", "throat Sieve");
    assertThatThrownBy(() -> registry.withPlugins(List.of(bad)))
        .hasMessageContaining("bad line in the component index");
  }
}
