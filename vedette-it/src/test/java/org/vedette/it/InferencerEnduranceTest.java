package org.vedette.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.vedette.api.Inferencer;
import org.vedette.base.Detections;
import org.vedette.base.SharedData;
import org.vedette.config.Config;
import org.vedette.config.ConfigFile;
import org.vedette.config.component.Registry;
import org.vedette.tensor.Device;

/** One Inferencer, used for long and by many. */
@Tag("real")
class InferencerEnduranceTest {
  private static final Path STATUS = Path.of("/proc/self/status");

  private static Inferencer small() {
    // A small input: what leaks, leaks at any size, and the test stays short.
    Path file =
        Path.of(System.getProperty("vedette.root"), "configs/yolox/yolox_nano_8xb8-300e_coco.py");
    Config config =
        ConfigFile.load(file)
            .withOptions(List.of("test_dataloader.dataset.pipeline.1.scale=(96,96)"));
    Path weights = SharedData.require("data/weights/yolox_nano_coco.pth");
    return Inferencer.of(config, Registry.load(), weights, Device.CPU);
  }

  private static Path image() {
    return SharedData.require("data/upstream_samples/demo/demo.jpg");
  }

  @Test
  void memoryStaysFlatOverTwoThousandInferences() throws IOException {
    Assumptions.assumeTrue(
        Files.isReadable(STATUS), "this system does not tell a process's memory");
    try (Inferencer inferencer = small()) {
      repeat(inferencer, 300);
      long before = residentKib();
      repeat(inferencer, 2000);
      assertThat((double) residentKib() / before).isLessThan(1.05);
    }
  }

  private static void repeat(Inferencer inferencer, int times) {
    for (int i = 0; i < times; i++) {
      assertThat(inferencer.predict(image()).size()).isPositive();
    }
  }

  private static long residentKib() throws IOException {
    System.gc();
    return Files.readAllLines(STATUS).stream()
        .filter(line -> line.startsWith("VmRSS"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void manyThreadsFindWhatOneFinds() throws Exception {
    List<Path> images =
        List.of(image(), SharedData.require("data/upstream_samples/demo/large_image.jpg"));
    ExecutorService pool = Executors.newFixedThreadPool(4);
    try (Inferencer inferencer = small()) {
      List<Detections> alone = images.stream().map(inferencer::predict).toList();
      List<Future<Detections>> together = new ArrayList<>();
      for (int i = 0; i < 24; i++) {
        Path image = images.get(i % 2);
        together.add(pool.submit(() -> inferencer.predict(image)));
      }
      for (int i = 0; i < together.size(); i++) {
        Detections found = together.get(i).get();
        assertThat(found.boxes()).containsExactly(alone.get(i % 2).boxes());
        assertThat(found.scores()).containsExactly(alone.get(i % 2).scores());
        assertThat(found.labels()).containsExactly(alone.get(i % 2).labels());
      }
    } finally {
      pool.shutdown();
    }
  }
}
