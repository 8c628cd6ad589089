package org.vedette.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vedette.base.ConfigException;
import org.vedette.cli.Main;
import org.vedette.config.DictNode;
import org.vedette.config.Literals;
import org.vedette.config.component.Binder;
import org.vedette.config.component.CustomImports;
import org.vedette.config.component.Registry;
import org.vedette.tensor.TensorScope;
import org.vedette.tensor.Tensors;
import org.vedette.tensor.layers.Activation;

/** The plugin of examples/plugin, compiled here and used as its README says. */
class PluginTest {
  @TempDir Path folder;

  private Path pluginJar() throws IOException {
    return PluginProject.jar(folder);
  }

  private static List<Float> smooth(Registry registry, String spec) {
    try (TensorScope scope = TensorScope.open()) {
      Activation activation = new Binder(registry).spec(Activation.class, spec).build();
      Tensor output = activation.forward(Tensors.of(new float[] {-2, -1, 0, 0.5f, 1, 3}, 6));
      List<Float> values = new ArrayList<>();
      for (float value : Tensors.toFloats(output)) {
        values.add(value);
      }
      return values;
    }
  }

  private static String run(int exitCode, String... arguments) {
    PrintStream out = System.out;
    PrintStream err = System.err;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    try (PrintStream all = new PrintStream(printed, true, StandardCharsets.UTF_8)) {
      System.setOut(all);
      System.setErr(all);
      assertThat(Main.run(arguments)).isEqualTo(exitCode);
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
    return printed.toString(StandardCharsets.UTF_8);
  }

  @Test
  void thePluginsComponentComputes() throws IOException {
    Registry registry = Registry.load().withPlugins(List.of(pluginJar()));
    assertThat(smooth(registry, "dict(type='acme.SmeLU', beta=1)"))
        .usingComparatorForType(
            (a, b) -> Math.abs(a - b) < 1e-6 ? 0 : Float.compare(a, b), Float.class)
        .containsExactly(0f, 0f, 0.25f, 0.5625f, 1f, 3f);
  }

  @Test
  void aBadSettingOfThePluginIsAConfigProblem() throws IOException {
    Binder binder = new Binder(Registry.load().withPlugins(List.of(pluginJar())));
    assertThatThrownBy(() -> binder.spec(Activation.class, "dict(type='acme.SmeLU', bta=1)"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("bta: unknown key; did you mean 'beta'?");
    assertThatThrownBy(() -> binder.spec(Activation.class, "dict(type='acme.SmeLU', beta=0)"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("beta must be positive, got 0.0");
  }

  @Test
  void explainDescribesWhatThePluginAdds() throws IOException {
    String text = run(0, "explain", "--plugin", pluginJar().toString(), "acme.SmeLU");
    assertThat(text)
        .startsWith("activation acme.SmeLU  (com.acme.vedette.SmoothRelu)\nA ReLU whose corner")
        .contains("  beta: float = 0.5  [double]\n      half the width of the parabola");
    assertThat(run(2, "explain", "acme.SmeLU")).contains("error: unknown type 'acme.SmeLU'");
    assertThat(run(2, "explain", "--plugin", "no.jar")).contains("plugin no.jar: no such file");
  }

  @ParameterizedTest
  @CsvSource({
    "hook, UnfreezeBackboneEpochBasedHook, unfreeze_epoch: int = 1",
    "optimizer, acme.Lion, lr: float = 1e-4",
    "optim_wrapper_constructor, acme.BackboneLrConstructor, paramwise_cfg",
    "sampler, acme.RandomShareSampler, share: float",
    "loss, acme.CharbonnierLoss, eps: float = 0.001",
    "head, acme.CentreCellHead, num_classes: int",
    "neck, acme.LateralNeck, out_channels: int",
    "backbone, acme.PlainBackbone, base_channels: int = 16",
    "transform, acme.RandomNoise, std: float = 5.0",
    "dataset, acme.TextDataset, ann_file: str",
    "metric, acme.CountError, score_thr: float = 0.5",
  })
  void eachExampleIsExplainedUnderItsKind(String kind, String name, String key) throws IOException {
    String text = run(0, "explain", "--plugin", pluginJar().toString(), "--kind", kind, name);
    assertThat(text).startsWith(kind + " " + name + "  (com.acme.vedette.").contains(key);
  }

  @Test
  void aConfigImportsAClassThatNoIndexLists() throws IOException {
    Path classes = PluginProject.compile(folder, false);
    DictNode config =
        (DictNode)
            Literals.parse("dict(custom_imports=dict(imports=['com.acme.vedette.SmoothRelu']))");
    try (URLClassLoader loader =
        new URLClassLoader(new URL[] {classes.toUri().toURL()}, getClass().getClassLoader())) {
      Registry registry =
          CustomImports.apply(Registry.load(loader), config, problem -> fail(problem.toString()));
      assertThat(smooth(registry, "dict(type='acme.SmeLU')").get(2))
          .isCloseTo(0.125f, within(1e-6f));
    }
  }
}
