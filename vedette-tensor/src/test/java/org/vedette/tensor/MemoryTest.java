package org.vedette.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.vedette.config.component.Binder;
import org.vedette.config.component.Registry;
import org.vedette.tensor.layers.Activation;
import org.vedette.tensor.layers.Conv2d;
import org.vedette.tensor.layers.ConvModule;
import org.vedette.tensor.layers.ConvStyle;
import org.vedette.tensor.layers.Norm;

class MemoryTest {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final int WARM_UP = 20;
  private static final int ROUNDS = 120;

  @Test
  void trainingStepsInScopesDoNotGrowTheProcess() throws IOException {
    assumeTrue(Files.exists(STATUS), "needs /proc/self/status");
    Binder binder = new Binder(Registry.load());
    ConvModule module =
        new ConvModule(
            Conv2d.Shape.of(8, 8, 3).padding(1),
            new ConvStyle(
                null,
                binder.spec(Norm.class, "dict(type='BN')"),
                binder.spec(Activation.class, "dict(type='SiLU')")));
    steps(module, WARM_UP);
    long before = residentKilobytes();
    steps(module, ROUNDS);
    // A tensor of half a megabyte that is not freed per step would be 60 MB; the heap may grow.
    assertThat(residentKilobytes() - before).isLessThan(45_000);
  }

  private static void steps(ConvModule module, int count) {
    for (int i = 0; i < count; i++) {
      try (TensorScope scope = TensorScope.open()) {
        Tensor output = module.forward(Tensors.zeros(DType.FLOAT32, 1, 8, 128, 128));
        output.square().mean().backward();
        module.zeroGrad();
      }
    }
  }

  private static long residentKilobytes() throws IOException {
    return Files.readAllLines(STATUS).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElseThrow();
  }
}
